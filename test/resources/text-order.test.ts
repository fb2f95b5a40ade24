import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { actingAs, makeResource } from "../support/acting.ts";
import { seedPeople } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
});
afterAll(() => system.stop());

const publishTexts = async (username: string, campus: string, count: number): Promise<void> => {
  const ctx = await actingAs(system, personOf(username).id);
  for (let n = 0; n < count; n += 1) {
    const title = `${username} ${n}`;
    await makeResource(ctx, unitOf(campus).id, {
      title,
      text: `${title} 的正文`,
      sharedWith: unitOf("group1").id,
    });
  }
};

const waitingPriorities = async (): Promise<number[]> => {
  const { rows } = await sql<{ priority: number }>`select priority from graphile_worker.jobs
    where task_identifier = 'extract-text' order by id`.execute(system.ctx.db);
  return rows.map(({ priority }) => priority);
};

test("the files of somebody who has many waiting are read after a colleague's single one", async () => {
  await publishTexts("sanxiao.teacher", "sanxiao", 45);
  await publishTexts("yixiao.teacher", "yixiao", 1);
  const priorities = await waitingPriorities();
  const [colleagues, latest] = [priorities.at(-1) as number, priorities.at(-2) as number];
  expect(priorities).toHaveLength(46);
  expect(colleagues).toBe(priorities[0]);
  expect(latest).toBeGreaterThan(colleagues);
  expect(priorities).toEqual([...priorities.slice(0, 45).sort((a, b) => a - b), colleagues]);
  await system.runJobs();
  expect(await waitingPriorities()).toEqual([]);
});
