import { afterAll, beforeAll, expect, test } from "vitest";
import { seedResources } from "../../scripts/seed-resources.ts";
import { seedUnits } from "../../scripts/seed-units.ts";
import { type Client, password, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
let teacher: Client;
beforeAll(async () => {
  system = await startTestSystem();
  // Its people are posted by today's date.
  system.clock.set(new Date().toISOString());
  await seedUnits(system.ctx, password);
  await seedResources(system.ctx);
  await system.runJobs();
  teacher = await signedIn(system, "sanxiao.teacher");
}, 600_000);
afterAll(() => system.stop());

test.each([
  ["fenshu", /分数/],
  ["fs", /分数/],
  ["fsjjf", /分数加减法/],
  ["道法 宪法", /宪法/],
  ["changfangxing", /长方形/],
  ["8.1", /^8\.1 /],
  ["三上数学 分数", /分数的初步认识/],
  ["处理", /处理/],
])("whoever tries the demonstration with %s finds a right resource first", async (q, title) => {
  const { body } = await teacher.get(`/api/search?q=${encodeURIComponent(q)}`).expect(200);
  expect(body.hits[0]?.resource.title).toMatch(title);
});
