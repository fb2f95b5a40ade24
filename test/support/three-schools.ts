import { afterAll, beforeAll } from "vitest";
import { type Client, seedPeople, signedIn } from "./client.ts";
import { startTestSystem, type TestSystem } from "./system.ts";

/** A system with teachers of three campuses, there while the tests of one file run. */
export interface ThreeSchools {
  system: TestSystem;
  /** Of 三小校区. */
  author: Client;
  /** Of 一小校区, in the same group. */
  colleague: Client;
  /** Of 二小校区, in another group. */
  outsider: Client;
}

export const atThreeSchools = (): ThreeSchools => {
  const schools = {} as ThreeSchools;
  beforeAll(async () => {
    const system = await startTestSystem();
    schools.system = system;
    await seedPeople(system);
    [schools.author, schools.colleague, schools.outsider] = await Promise.all([
      signedIn(system, "sanxiao.teacher"),
      signedIn(system, "yixiao.teacher"),
      signedIn(system, "erxiao.teacher"),
    ]);
  });
  afterAll(() => schools.system?.stop());
  return schools;
};
