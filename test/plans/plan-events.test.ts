import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../server/app.ts";
import { listen } from "../../server/listen.ts";
import { planStreams } from "../../server/modules/plans/event-routes.ts";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { follow, openSession } from "../support/follow-events.ts";
import { createPlan, publishPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";

let system: TestSystem;
let research: Client;
const cookies: Record<string, string> = {};
const names = ["group1.research", "group1.lead"];
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  research = await signedIn(system, "group1.research");
  for (const name of names) cookies[name] = await openSession(system.address, name);
});
afterAll(() => system.stop());

const open = (plan: { id: string }, name: string, query = "") =>
  follow(system.address, `/api/plans/${plan.id}/events${query}`, cookies[name] as string);
const { name: researchName } = personOf("group1.research");
const { name: leadName } = personOf("group1.lead");

test("who writes a plan is told who else has it open, and when it was changed", async () => {
  const plan = await createPlan(research, unitOf("group1").id);
  const events = await open(plan, "group1.lead");
  expect(events.reply.headers.get("content-type")).toContain("text/event-stream");
  await events.readTo(`"revision":${plan.revision},"people":[]`);
  const other = await open(plan, "group1.research");
  expect(await other.readTo(leadName)).not.toContain(researchName);
  await events.readTo(researchName);
  await research.patch(`/api/plans/${plan.id}`).send({ title: "改" }).expect(200);
  await events.readTo(`"revision":${plan.revision + 1}`);
  await other.leave();
  await events.readTo(`"revision":${plan.revision + 1},"people":[]`);
  await events.leave();
});

test("readers are neither told nor counted", async () => {
  const plan = await publishPlan(research, unitOf("group1").id);
  await (await signedIn(system, "sanxiao.teacher")).get(`/api/plans/${plan.id}/events`).expect(403);
  await (await signedIn(system, "group2.research")).get(`/api/plans/${plan.id}/events`).expect(404);
  expect(await (await open(plan, "group1.lead", "?once=true")).readTo()).toContain('"people":[]');
});

test("of one person only so many streams stay open; whoever comes then is told how it is and asks again", async () => {
  const plan = await createPlan(research, unitOf("group1").id);
  const streams = await Promise.all(
    Array.from({ length: planStreams.each }, () => open(plan, "group1.lead")),
  );
  for (const stream of streams) await stream.readTo("revision");
  expect(await (await open(plan, "group1.lead")).readTo()).toMatch(/retry: 15000\n[\s\S]*"revision"/);
  for (const stream of streams) await stream.leave();
});

test("a stream ends when the posting ends that it was for", async () => {
  const plan = await createPlan(research, unitOf("group1").id);
  const events = await open(plan, "group1.lead");
  await events.readTo("revision");
  await sql`update posting set until_on = '2000-01-01', from_on = '2000-01-01'
    where person_id = ${personOf("group1.lead").id}`.execute(system.ctx.db);
  await research.patch(`/api/plans/${plan.id}`).send({ title: "不再告诉" }).expect(200);
  expect(await events.readTo()).not.toContain(`"revision":${plan.revision + 1}`);
  expect((await open(plan, "group1.lead")).reply.status).toBe(404);
});

test("streams hold no server up that stops", async () => {
  const plan = await createPlan(research, unitOf("group1").id);
  const server = await listen(createApp(system.ctx), { port: 0, host: "127.0.0.1" });
  const address = `http://127.0.0.1:${server.port}`;
  const cookie = await openSession(address, "group1.research");
  const events = await follow(address, `/api/plans/${plan.id}/events`, cookie);
  await events.readTo("revision");
  // Longer than this test waits: the stream is ended, not cut when the grace is over.
  await Promise.all([events.readTo(), server.close(600_000)]);
});
