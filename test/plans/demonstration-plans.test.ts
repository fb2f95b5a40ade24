import { afterAll, beforeAll, expect, test } from "vitest";
import { plans } from "../../scripts/demo-world/plans.ts";
import { seedPlans } from "../../scripts/seed-plans.ts";
import { seedResources } from "../../scripts/seed-resources.ts";
import { seedTeaching } from "../../scripts/seed-teaching.ts";
import { seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

let system: TestSystem;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  const idOf = await seedResources(system.ctx);
  await seedPlans(system.ctx, idOf);
  // Taken up again after it was cut short.
  await seedPlans(system.ctx, idOf);
}, 120_000);
afterAll(() => system.stop());

const plansOf = async (username: string) => {
  const client = await signedIn(system, username);
  return { client, items: (await client.get("/api/plans?limit=100").expect(200)).body.items };
};

const copyOf = async (campus: string, subject: string) => {
  const { client, items } = await plansOf(`${campus}.lead`);
  const { id } = items.find(
    (one: { status: string; subject: string }) => one.status === "copy" && one.subject === subject,
  );
  return { client, id, plan: (await client.get(`/api/plans/${id}`).expect(200)).body };
};

test("campuses of the demonstration follow in step, behind and pinned", async () => {
  const inStep = await copyOf("yixiao", "chinese");
  expect(inStep.plan.upstream).toMatchObject({ status: "following", takenNumber: 2, latestNumber: 2 });
  const pinned = await copyOf("yixiao", "mathematics");
  expect(pinned.plan.upstream).toMatchObject({ status: "pinned", takenNumber: 1, latestNumber: 2 });
  const behind = await copyOf("sanxiao", "chinese");
  const { body } = await behind.client.get(`/api/plans/${behind.id}/pull`).expect(200);
  expect(body.conflicts).toMatchObject([{ field: "homework" }]);
  expect(body.corrections).toHaveLength(2);
  expect(body.changes.length).toBeGreaterThan(2);
});

test("lessons of the demonstration's plans are of the textbook, in weeks that there are, with their resources", async () => {
  const { client, items } = await plansOf("group1.research");
  const { id } = items.find(
    ({ status, title }: Record<string, string>) => status === "published" && /语文/.test(title ?? ""),
  );
  const { rows, unit } = (await client.get(`/api/plans/${id}`).expect(200)).body;
  const lessons = rows.filter((row: { textbookNodeId: string | null }) => row.textbookNodeId);
  expect(lessons.length).toBeGreaterThan(40);
  expect(rows.flatMap((row: { links: { title: string }[] }) => row.links)).toMatchObject([
    { title: "《大青树下的小学》第一课时教学设计" },
  ]);
  const { body } = await client.get(`/api/units/${unit.id}/calendars/2026-2027-1`).expect(200);
  expect(body.weeks).toHaveLength(20);
});

test("each group of the demonstration has its own plans", async () => {
  expect((await plansOf("hongqi.teacher")).items.map(({ title }: { title: string }) => title)).toEqual(
    plans.slice(3).flatMap(({ heading }) => [heading.title, heading.title]),
  );
});

test("teachers of the demonstration have classes that are as far as their plans, and some that are not", async () => {
  system.clock.set("2026-11-18T02:00:00Z");
  await seedTeaching(system.ctx);
  await seedTeaching(system.ctx);
  const teacher = await signedIn(system, "sanxiao.teacher");
  const { courses } = (await teacher.get("/api/teaching-week").expect(200)).body;
  expect(courses).toHaveLength(1);
  expect(courses[0].rows.length).toBeGreaterThan(0);
  const [first, second] = courses[0].classes;
  expect(first).toMatchObject({ name: "1班", planStanding: "chosen", progress: { difference: 0 } });
  expect(second.progress.difference).toBeLessThan(0);
  const research = await signedIn(system, "group1.research");
  const { campuses } = (await research.get("/api/teaching-progress").expect(200)).body;
  expect(campuses.map(({ classes }: { classes: object[] }) => classes.length)).toEqual([3, 1]);
});
