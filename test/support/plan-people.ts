import { afterAll } from "vitest";
import { type Client, seedPeople, signedIn } from "./client.ts";
import { startTestSystem, type TestSystem } from "./system.ts";

export interface PlanPeople {
  system: TestSystem;
  /** Writes the plans of the first group. */
  research: Client;
  /** Leads 三小校区, which takes them over. */
  lead: Client;
  /** Teaches there. */
  teacher: Client;
}

/** A system with those who write, take over and follow plans, until the tests of the file are done. */
export const withPlanPeople = async (): Promise<PlanPeople> => {
  const system = await startTestSystem();
  afterAll(() => system.stop());
  await seedPeople(system);
  const [research, lead, teacher] = await Promise.all([
    signedIn(system, "group1.research"),
    signedIn(system, "sanxiao.lead"),
    signedIn(system, "sanxiao.teacher"),
  ]);
  return { system, research, lead, teacher };
};
