import { describe, expect, test } from "vitest";
import { moveUnit } from "../../server/modules/units/index.ts";
import { type Client, signedIn } from "../support/client.ts";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, lessons, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

const { system, research, lead, teacher } = await withPlanPeople();
const [group, campus] = [unitOf("group1").id, unitOf("sanxiao").id];

interface Row {
  id: string;
  lesson: string;
}
interface Shown {
  id: string;
  rows: Row[];
}
const at = (plan: { id: string }, below = "") => `/api/plans/${plan.id}${below}`;
const show = async (plan: { id: string }, client = lead): Promise<Shown> =>
  (await client.get(at(plan)).expect(200)).body;
const lessonsOf = ({ rows }: Shown) => rows.map(({ lesson }) => lesson);
const edit = (client: Client, plan: { id: string }, row: number | string, fields: object, rows: Row[]) =>
  client.patch(at(plan, `/rows/${typeof row === "string" ? row : rows[row]?.id}`)).send(fields);
const release = (plan: { id: string }) => research.post(at(plan, "/publish")).send({}).expect(200);
const pull = (copy: { id: string }, order: object, client = lead) =>
  client.post(at(copy, "/pull")).send({ to: 2, ...order });

/** A group's plan and 三小校区's copy of its first revision. */
const adopted = async () => {
  const plan = await publishPlan(research, group);
  return { plan, copy: await adoptPlan(lead, plan, campus), rows: plan.rows as Row[] };
};

describe("adopting", () => {
  test("gives the campus a copy of its own, which only its people and the group's leads see", async () => {
    const plan = await publishPlan(research, group);
    await teacher.post(at(plan, "/adopt")).send({ campusId: campus }).expect(403);
    await lead
      .post(at(plan, "/adopt"))
      .send({ campusId: unitOf("yixiao").id })
      .expect(403);
    await lead
      .post(at(plan, "/adopt"))
      .send({ campusId: unitOf("erxiao").id })
      .expect(404);
    const copy = await adoptPlan(lead, plan, campus);
    expect(copy).toMatchObject({ status: "copy", upstreamId: plan.id, can: { edit: true, pull: true } });
    expect(copy.upstream).toMatchObject({ status: "following", takenNumber: 1, latestNumber: 1 });
    expect(lessonsOf(await show(copy, teacher))).toEqual(lessons);
    await research.get(at(copy)).expect(200);
    await research
      .patch(at(copy, `/rows/${copy.rows[0].id}`))
      .send({ lesson: "改" })
      .expect(403);
    await (await signedIn(system, "yixiao.lead")).get(at(copy)).expect(404);
    await lead.post(at(copy, "/adopt")).send({ campusId: campus }).expect(403);
  });

  test("twice at once gives one copy; another one after the first is put aside", async () => {
    const plan = await publishPlan(research, group);
    const adopt = () => lead.post(at(plan, "/adopt")).send({ campusId: campus });
    const replies = await Promise.all([adopt(), adopt()]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409]);
    const first = replies.find(({ status }) => status === 201)?.body;
    await lead.post(at(first, "/archive")).expect(200);
    await adopt().expect(201);
    const { body } = await lead.post(at(first, "/unarchive")).expect(409);
    expect(body.code).toBe("plan.already-adopted");
  });
});

describe("a copy", () => {
  test("says why a row begins to differ, once", async () => {
    const { copy, rows } = await adopted();
    const refused = await edit(lead, copy, 0, { notes: "运动会" }, rows).expect(400);
    expect(refused.body).toMatchObject({ code: "plan.reason", fields: [{ path: "reason" }] });
    await edit(lead, copy, 0, { notes: "运动会", reason: "校运会在第一周" }, rows).expect(200);
    await edit(lead, copy, 0, { notes: "运动会两天" }, rows).expect(200);
    await lead
      .post(at(copy, `/rows/${rows[1]?.id}/drop`))
      .send({})
      .expect(400);
    await lead
      .post(at(copy, `/rows/${rows[1]?.id}/drop`))
      .send({ reason: "已学" })
      .expect(204);
    const { body } = await teacher.get(at(copy, "/differences")).expect(200);
    expect(body.items).toMatchObject([
      { change: "changed", fields: ["notes"], reason: "校运会在第一周" },
      { change: "dropped", rowId: rows[1]?.id, reason: "已学" },
    ]);
    await lead
      .post(at(copy, `/rows/${rows[1]?.id}/restore`))
      .send({})
      .expect(200);
    await lead.patch(at(copy)).send({ title: "改" }).expect(409);
    await lead.post(at(copy, "/publish")).send({}).expect(403);
  });

  test("keeps, with a reason, a row that the group dropped", async () => {
    const { plan, copy, rows } = await adopted();
    await research
      .post(at(plan, `/rows/${rows[0]?.id}/drop`))
      .send({})
      .expect(204);
    await release(plan);
    await pull(copy, {}).expect(200);
    const { body: dropped } = await lead.get(at(copy, "/dropped-rows")).expect(200);
    expect(dropped.items).toMatchObject([{ row: { id: rows[0]?.id } }]);
    const restore = (body: object) => lead.post(at(copy, `/rows/${rows[0]?.id}/restore`)).send(body);
    expect((await restore({}).expect(400)).body.code).toBe("plan.reason");
    await restore({ reason: "本校照旧上这一课" }).expect(200);
    expect(lessonsOf(await show(copy))).toContain(lessons[0]);
    const { body } = await teacher.get(at(copy, "/differences")).expect(200);
    expect(body.items).toMatchObject([{ change: "added", reason: "本校照旧上这一课" }]);
  });

  test("takes what the group changed and keeps its own; the one real conflict is settled by its lead", async () => {
    const { plan, copy, rows } = await adopted();
    const reason = "本校安排";
    await edit(lead, copy, 0, { weeks: { first: 3, last: 3 }, reason }, rows).expect(200);
    await edit(lead, copy, 1, { content: "本校的内容", reason }, rows).expect(200);
    await edit(lead, copy, 2, { notes: "本校的备注", reason }, rows).expect(200);
    await lead
      .post(at(copy, "/rows"))
      .send({ weeks: { first: 1, last: 1 }, lesson: "校运会", reason })
      .expect(201);
    await research
      .post(at(plan, "/rows"))
      .send({ weeks: { first: 2, last: 2 }, lesson: "新加一课" })
      .expect(201);
    await edit(research, plan, 1, { content: "集团的内容", isCorrection: true }, rows).expect(200);
    await edit(research, plan, 2, { weeks: { first: 4, last: 4 } }, rows).expect(200);
    await research
      .patch(at(plan))
      .send({ title: "新的标题", edition: "tongbian", periodsPerWeek: 6 })
      .expect(200);
    await release(plan);

    const { body: preview } = await lead.get(at(copy, "/pull")).expect(200);
    expect(preview).toMatchObject({
      from: 1,
      to: 2,
      heading: {
        before: { title: plan.title, edition: null, periodsPerWeek: 7 },
        after: { title: "新的标题", edition: "tongbian", periodsPerWeek: 6 },
      },
      corrections: [rows[1]?.id],
    });
    expect(preview.changes.map(({ change }: { change: string }) => change)).toEqual(["added", "changed"]);
    expect(preview.conflicts).toEqual([
      {
        rowId: rows[1]?.id,
        field: "content",
        base: { content: "" },
        theirs: { content: "集团的内容" },
        ours: { content: "本校的内容" },
      },
    ]);
    const before = await show(copy);
    const open = await pull(copy, {}).expect(409);
    expect(open.body).toMatchObject({ code: "plan.conflict", fields: [{ path: `${rows[1]?.id}/content` }] });
    const choices = [{ rowId: rows[1]?.id, field: "content", take: "theirs" }];
    await pull(copy, { choices: [{ ...choices[0], field: "notes" }] }).expect(409);
    await pull(copy, { choices }, await signedIn(system, "sanxiao.research")).expect(403);
    expect(await show(copy)).toEqual(before);

    const { body: pulled } = await lead
      .post(at(copy, "/pull"))
      .set("If-Match", `"${preview.revision}"`)
      .send({ to: 2, choices })
      .expect(200);
    expect(pulled).toMatchObject({ title: "新的标题", upstream: { takenNumber: 2 } });
    expect(lessonsOf(pulled)).toEqual([
      lessons[1],
      "校运会",
      lessons[3],
      "新加一课",
      lessons[0],
      lessons[4],
      lessons[5],
      lessons[2],
    ]);
    expect(pulled.rows[0]).toMatchObject({ content: "集团的内容" });
    expect(pulled.rows[7]).toMatchObject({ notes: "本校的备注", weeks: { first: 4, last: 4 } });

    const { body: undone } = await lead.post(at(copy, "/undo-pull")).expect(200);
    const bare = (plan: Shown) => plan.rows.map((row) => ({ ...row, version: 0 }));
    expect(bare(undone)).toEqual(bare(before));
    expect(undone).toMatchObject({ title: plan.title, upstream: { takenNumber: 1, latestNumber: 2 } });
    await lead.post(at(copy, "/undo-pull")).expect(409);
    await pull(copy, { rule: "ours" }).expect(200);
    expect((await show(copy)).rows[0]).toMatchObject({ content: "本校的内容" });
  });

  test("is told what the group says of the revisions between, and of no other", async () => {
    const plan = await publishPlan(research, group);
    const say = async (note: string) => {
      await edit(research, plan, 0, { content: note }, plan.rows).expect(200);
      await research.post(at(plan, "/publish")).send({ note }).expect(200);
    };
    await say("第一次说明");
    const copy = await adoptPlan(lead, plan, campus);
    await say("因台风停课两天");
    await say("第三单元移后一周");
    const { body } = await lead.get(at(copy, "/pull")).expect(200);
    expect(body.revisions).toMatchObject([
      { number: 4, note: "第三单元移后一周", publishedBy: { id: expect.any(String) } },
      { number: 3, note: "因台风停课两天" },
    ]);
    expect(body.revisions).toHaveLength(2);
  });

  test("keeps what was edited after a pull when the pull is undone", async () => {
    const { plan, copy, rows } = await adopted();
    await edit(research, plan, 0, { content: "集团的内容", homework: "集团的作业" }, rows).expect(200);
    await release(plan);
    await pull(copy, {}).expect(200);
    await edit(lead, copy, 0, { content: "后来改的", reason: "校情" }, rows).expect(200);
    const { body } = await lead.post(at(copy, "/undo-pull")).expect(200);
    expect(body.rows[0]).toMatchObject({ content: "后来改的", homework: "" });
  });

  test("that is pinned, whose upstream is archived, or whose campus has left, stays as it is", async () => {
    const { plan, copy, rows } = await adopted();
    await edit(research, plan, 0, { content: "只给集团的话" }, rows).expect(200);
    await release(plan);
    await lead.put(at(copy, "/pin")).send({ isPinned: true }).expect(200);
    expect((await pull(copy, {}).expect(409)).body.code).toBe("plan.upstream-pinned");
    await lead.put(at(copy, "/pin")).send({ isPinned: false }).expect(200);
    await research.post(at(plan, "/archive")).expect(200);
    expect((await pull(copy, {}).expect(409)).body.code).toBe("plan.upstream-archived");
    await research.post(at(plan, "/unarchive")).expect(200);

    const other = unitOf("group2");
    await moveUnit(system.ctx.db, campus, other.id, [unitOf("xinping").id, other.id]);
    const left = await lead.get(at(copy)).expect(200);
    expect(left.body.upstream).toMatchObject({ status: "left", takenNumber: 1, latestNumber: null });
    expect(lessonsOf(left.body)).toEqual(lessons);
    expect((await pull(copy, {}).expect(409)).body.code).toBe("plan.upstream-left");
    expect((await lead.get(at(copy, "/pull")).expect(409)).text).not.toContain("只给集团的话");
    await lead.get(at(plan)).expect(404);
    await edit(lead, copy, 0, { notes: "照常使用", reason: "换了集团" }, rows).expect(200);
    const board = await research.get(at(plan, "/copies")).expect(200);
    expect(board.body.items.map(({ campus }: { campus: { name: string } }) => campus.name)).toEqual([
      "一小校区",
    ]);
    const ofTerm = await research.get(`/api/units/${group}/drift?term=2026-2027-1`).expect(200);
    expect(ofTerm.body.copies.map(({ campusId }: { campusId: string }) => campusId)).not.toContain(campus);
    await moveUnit(system.ctx.db, campus, group, [unitOf("xinping").id, group]);
  });
});

test("the group's leads see how far each campus follows, and nobody else does", async () => {
  const { plan, copy, rows } = await adopted();
  await edit(lead, copy, 0, { notes: "本校的备注", reason: "校情" }, rows).expect(200);
  await edit(research, plan, 1, { content: "勘误", isCorrection: true }, rows).expect(200);
  await release(plan);
  for (const client of [lead, teacher]) await client.get(at(plan, "/copies")).expect(403);
  await (await signedIn(system, "xinping.officer")).get(at(plan, "/copies")).expect(200);
  const { body } = await research.get(at(plan, "/copies")).expect(200);
  const none = { copyId: null, upstream: null, changed: 0, missingCorrections: 0 };
  expect(body.items).toMatchObject([
    { campus: { name: "一小校区" }, ...none },
    {
      campus: { name: "三小校区" },
      copyId: copy.id,
      upstream: { status: "following", takenNumber: 1, latestNumber: 2 },
      added: 0,
      dropped: 0,
      changed: 1,
      missingCorrections: 1,
      differsSince: expect.any(String),
    },
  ]);
});
