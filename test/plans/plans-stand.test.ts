import { sql } from "kysely";
import { expect, test } from "vitest";
import { seedTextbookNodes } from "../../server/modules/vocabulary/index.ts";
import { type Client, publish, signedIn } from "../support/client.ts";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

const { system, research, lead } = await withPlanPeople();

const group = unitOf("group1").id;
const at = (plan: { id: string }, below = "") => `/api/plans/${plan.id}${below}`;
const rowOf = (plan: { rows: { id: string }[] }, index = 0) => `/rows/${plan.rows[index]?.id}`;
const edit = (plan: { id: string; rows: { id: string }[] }, content: string) =>
  research
    .patch(at(plan, rowOf(plan)))
    .send({ content })
    .expect(200);
const contentOf = async (copy: { id: string }) => {
  const { body } = await lead.get(at(copy)).expect(200);
  return [body.upstream.takenNumber, body.rows[0].content];
};

test("whoever adopts or pulls while the group publishes has one revision or the other, whole", async () => {
  for (let round = 0; round < 5; round++) {
    const plan = await publishPlan(research, group);
    await edit(plan, "第二版");
    const [published, adopted] = await Promise.all([
      research.post(at(plan, "/publish")).send({}),
      lead.post(at(plan, "/adopt")).send({ campusId: unitOf("sanxiao").id }),
    ]);
    expect([published.status, adopted.status]).toEqual([200, 201]);
    const [taken, content] = await contentOf(adopted.body);
    expect(content).toBe(taken === 1 ? "" : "第二版");
    await edit(plan, "第三版");
    const [again, pulled] = await Promise.all([
      research.post(at(plan, "/publish")).send({}),
      lead.post(at(adopted.body, "/pull")).send({ to: 2 }),
    ]);
    expect(again.status).toBe(200);
    expect(pulled.status).toBe(taken === 1 ? 200 : 409);
    expect(await contentOf(adopted.body)).toEqual([2, "第二版"]);
  }
});

test("of many adoptions at once one makes the campus's copy", async () => {
  const plan = await publishPlan(research, group);
  const adopt = () => lead.post(at(plan, "/adopt")).send({ campusId: unitOf("sanxiao").id });
  const replies = await Promise.all([adopt(), adopt(), adopt(), adopt()]);
  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
});

test("a lesson that leaves the vocabulary stays in the plans that have it, and is not put into others", async () => {
  const node = seedTextbookNodes.findLast(({ kind }) => kind === "lesson")?.id as string;
  const row = { weeks: { first: 1, last: 1 }, lesson: "将要删去的一课", textbookNodeId: node };
  const plan = await publishPlan(research, group, { rows: [row] });
  const copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
  await sql`delete from textbook_node where id = ${node}`.execute(system.ctx.db);
  await edit(plan, "改过的");
  await research.post(at(plan, "/publish")).send({}).expect(200);
  await lead.post(at(copy, "/pull")).send({ to: 2 }).expect(200);
  const { rows } = (await lead.get(at(copy)).expect(200)).body;
  expect(rows).toMatchObject([{ lesson: row.lesson, textbookNodeId: node, content: "改过的" }]);
  const refused = await research.post(at(plan, "/rows")).send(row).expect(400);
  expect(refused.body.fields).toMatchObject([{ path: "textbookNodeId" }]);
});

test("a linked resource that is archived is shown without its title, to campuses that have it in their copies too", async () => {
  const author = await signedIn(system, "sanxiao.teacher");
  const { id } = await publish(author, group, { title: "秘密的题目" });
  const links = [{ resourceId: id, versionNumber: null }];
  const plan = await publishPlan(research, group, { rows: [{ weeks: { first: 1, last: 1 }, links }] });
  const copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
  const shown = async (client: Client, one: { id: string }) =>
    (await client.get(at(one)).expect(200)).body.rows[0].links;
  expect(await shown(lead, copy)).toEqual([{ ...links[0], title: "秘密的题目" }]);
  await author.post(`/api/resources/${id}/archive`).expect(200);
  const others = await signedIn(system, "yixiao.teacher");
  for (const [client, one] of [
    [research, plan],
    [others, plan],
  ] as const)
    expect(await shown(client, one)).toEqual([{ ...links[0], title: null }]);
  // It may stay where it is while the rest of the row is written.
  await edit(plan, "还用着");
  await research.post(at(plan, "/publish")).send({}).expect(200);
  await lead.post(at(copy, "/pull")).send({ to: 2 }).expect(200);
});
