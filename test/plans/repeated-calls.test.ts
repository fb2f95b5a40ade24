import { expect, test } from "vitest";
import { type Client, signedIn } from "../support/client.ts";
import { withPlanPeople } from "../support/plan-people.ts";
import { createPlan, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

const { system, research, lead } = await withPlanPeople();

const group = unitOf("group1").id;
const send = (client: Client, path: string, key: string, body: object) =>
  client.post(path).set("Idempotency-Key", key).send(body);

test("a row, a plan or a copy that is asked for twice under one key is made once", async () => {
  const plan = await createPlan(research, group);
  const published = await publishPlan(research, group);
  const row = { weeks: { first: 2, last: 2 }, lesson: "加的一课" };
  const heading = { term: "2026-2027-1", subject: "chinese", grade: "4", periodsPerWeek: 7 };
  const calls: [Client, string, object][] = [
    [research, `/api/plans/${plan.id}/rows`, row],
    [research, "/api/plans", { unitId: group, title: "四年级", ...heading }],
    [lead, `/api/plans/${published.id}/adopt`, { campusId: unitOf("sanxiao").id }],
  ];
  for (const [index, [client, path, body]] of calls.entries()) {
    const replies = await Promise.all([1, 2, 3].map(() => send(client, path, `key-${index}`, body)));
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map((reply) => reply.body.id)).size).toBe(1);
  }
  const { rows } = (await research.get(`/api/plans/${plan.id}?shows=live`).expect(200)).body;
  expect(rows.filter(({ lesson }: { lesson: string }) => lesson === row.lesson)).toHaveLength(1);
  const { items } = (await research.get("/api/plans?grade=4").expect(200)).body;
  expect(items).toHaveLength(1);
});

test("a key of a row means nothing for another plan, another row or another person", async () => {
  const [plan, other] = [await createPlan(research, group), await createPlan(research, group)];
  const row = { weeks: { first: 1, last: 1 }, lesson: "一" };
  const made = await send(research, `/api/plans/${plan.id}/rows`, "k", row).expect(201);
  await send(research, `/api/plans/${other.id}/rows`, "k", row).expect(409);
  await send(research, `/api/plans/${plan.id}/rows`, "k", { ...row, lesson: "二" }).expect(409);
  const byLead = await send(await signedIn(system, "group1.lead"), `/api/plans/${plan.id}/rows`, "k", row);
  expect(byLead.status).toBe(201);
  expect(byLead.body.id).not.toBe(made.body.id);
});

test("a plan that is rolled forward twice under one key is rolled forward once", async () => {
  const published = await publishPlan(research, group);
  const roll = () =>
    send(research, `/api/plans/${published.id}/roll-forward`, "key-roll", { term: "2027-2028-1" });
  const replies = [await roll(), await roll()];
  expect(replies.map(({ status }) => status)).toEqual([201, 201]);
  expect(new Set(replies.map((reply) => reply.body.plan.id)).size).toBe(1);
});
