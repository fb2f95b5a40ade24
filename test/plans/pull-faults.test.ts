import { sql } from "kysely";
import { expect, test } from "vitest";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, publishPlan } from "../support/plans.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

const { system, research, lead } = await withPlanPeople();

const at = (plan: { id: string }, below = "") => `/api/plans/${plan.id}${below}`;

const change = async (plan: { id: string; rows: { id: string }[] }, content: string): Promise<void> => {
  for (const { id } of plan.rows.slice(0, 2))
    await research
      .patch(at(plan, `/rows/${id}`))
      .send({ content })
      .expect(200);
  await research.post(at(plan, "/publish")).send({}).expect(200);
};

/** A group's plan of two revisions, and a copy that has the first. */
const behind = async () => {
  const plan = await publishPlan(research, unitOf("group1").id);
  const copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
  await change(plan, "第二版");
  return { plan, copy };
};
const pull = (copy: { id: string }, to: number) => lead.post(at(copy, "/pull")).send({ to });
const contents = async (copy: { id: string }) => {
  const { body } = await lead.get(at(copy)).expect(200);
  return [body.upstream.takenNumber, ...body.rows.slice(0, 2).map((row: { content: string }) => row.content)];
};

test("of two pulls at once one is made, and one finds nothing left to take", async () => {
  const { copy } = await behind();
  const replies = await Promise.all([pull(copy, 2), pull(copy, 2)]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await contents(copy)).toEqual([2, "第二版", "第二版"]);
});

test("a pull takes the revision that was previewed, though a newer one is published meanwhile", async () => {
  const { plan, copy } = await behind();
  const { body: preview } = await lead.get(at(copy, "/pull")).expect(200);
  await change(plan, "第三版");
  await pull(copy, preview.to).expect(200);
  expect(await contents(copy)).toEqual([2, "第二版", "第二版"]);
  await pull(copy, 1).expect(409);
  await pull(copy, 4).expect(409);
  await pull(copy, 3).expect(200);
  expect(await contents(copy)).toEqual([3, "第三版", "第三版"]);
});

test("an edit between preview and pull is seen before anything is applied", async () => {
  const { plan, copy } = await behind();
  const { body: preview } = await lead.get(at(copy, "/pull")).expect(200);
  const edit = { content: "刚刚改的", reason: "校情" };
  await lead
    .patch(at(copy, `/rows/${plan.rows[0].id}`))
    .send(edit)
    .expect(200);
  await pull(copy, 2).set("If-Match", `"${preview.revision}"`).expect(412);
  await pull(copy, 2).expect(409);
  expect(await contents(copy)).toEqual([1, "刚刚改的", ""]);
});

test("a pull that is killed once its rows are written has changed nothing, and can be made again", async () => {
  const { copy } = await behind();
  let killed = 0;
  await system.ctx.db.transaction().execute(async (blocking) => {
    // The pull waits here with its rows written, as a process that is killed at this moment would leave it.
    await sql`lock table plan_pull in exclusive mode`.execute(blocking);
    const pulling = pull(copy, 2).then(({ status }) => status);
    const waiting = sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%plan_pull%'`;
    await until(
      "the pull has written its rows",
      async () => (await waiting.execute(system.ctx.db)).rows.length > 0,
    );
    for (const { pid } of (await waiting.execute(system.ctx.db)).rows)
      await sql`select pg_terminate_backend(${pid})`.execute(system.ctx.db);
    killed = await pulling;
  });
  expect(killed).toBeGreaterThanOrEqual(500);
  expect(await contents(copy)).toEqual([1, "", ""]);
  await pull(copy, 2).expect(200);
  expect(await contents(copy)).toEqual([2, "第二版", "第二版"]);
});
