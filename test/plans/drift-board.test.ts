import { expect, test } from "vitest";
import { type Client, signedIn } from "../support/client.ts";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, createPlan, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

const { system, research, lead } = await withPlanPeople();

const board = (client: Client, unit = "group1", term = "2026-2027-1") =>
  client.get(`/api/units/${unitOf(unit).id}/drift?term=${term}`);
const release = (plan: { id: string }) => research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);

test("the board of a group shows each campus beside each published plan of the term, and nothing of another group's", async () => {
  const followed = await publishPlan(research, unitOf("group1").id);
  const alone = await publishPlan(research, unitOf("group1").id, {
    subject: "mathematics",
    periodsPerWeek: 30,
  });
  await createPlan(research, unitOf("group1").id, { subject: "english" });
  await publishPlan(research, unitOf("group1").id, { term: "2026-2027-2" });
  await publishPlan(await signedIn(system, "group2.research"), unitOf("group2").id);
  const copy = await adoptPlan(lead, followed, unitOf("sanxiao").id);
  const rows = copy.rows as { id: string }[];
  const path = (index: number) => `/api/plans/${copy.id}/rows/${rows[index]?.id}`;
  await lead.patch(path(0)).send({ notes: "运动会", reason: "校情" }).expect(200);
  await lead
    .post(`${path(1)}/drop`)
    .send({ reason: "已学" })
    .expect(204);
  await lead
    .post(`/api/plans/${copy.id}/rows`)
    .send({ weeks: { first: 1, last: 1 }, lesson: "校运会", reason: "校情" })
    .expect(201);
  await research
    .patch(`/api/plans/${followed.id}/rows/${rows[2]?.id}`)
    .send({ content: "勘误", isCorrection: true })
    .expect(200);
  await release(followed);

  const { body } = await board(research).expect(200);
  expect(body.plans.map(({ id }: { id: string }) => id).sort()).toEqual([followed.id, alone.id].sort());
  expect(body.campuses.map(({ name }: { name: string }) => name)).toEqual(["一小校区", "三小校区"]);
  const notice = { perWeek: null, ofGrade: { is: 37, ought: 30 }, overfullWeeks: [] };
  expect(body.periodNotices).toHaveLength(2);
  expect(body.periodNotices).toContainEqual({ planId: alone.id, notice });
  expect(body.copies).toEqual([
    {
      planId: followed.id,
      campusId: unitOf("sanxiao").id,
      copyId: copy.id,
      upstream: expect.objectContaining({ status: "following", takenNumber: 1, latestNumber: 2 }),
      added: 1,
      dropped: 1,
      changed: 1,
      differsSince: expect.any(String),
      missingCorrections: 1,
    },
  ]);
  await lead.post(`/api/plans/${copy.id}/pull`).send({ to: 2, rule: "ours" }).expect(200);
  const after = await board(research).expect(200);
  expect(after.body.copies).toMatchObject([{ added: 1, dropped: 1, changed: 1, missingCorrections: 0 }]);
});

test("the board is for who leads the group and for the bureau's offices", async () => {
  await board(await signedIn(system, "xinping.officer")).expect(200);
  await board(lead).expect(403);
  await board(await signedIn(system, "group2.lead")).expect(404);
  await board(research, "sanxiao").expect(404);
  await board(research, "group1", "autumn").expect(400);
});

test("a plan that the group puts aside stays on its board while a campus follows it, and no longer", async () => {
  const plan = await publishPlan(research, unitOf("group1").id, { subject: "music", periodsPerWeek: 2 });
  const shown = async (client = research) =>
    (await board(client).expect(200)).body.plans.find(({ id }: { id: string }) => id === plan.id);
  const copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
  await research.post(`/api/plans/${plan.id}/archive`).expect(200);
  expect(await shown()).toMatchObject({ status: "archived", currentNumber: 1 });
  const { body } = await board(research).expect(200);
  expect(body.copies.find(({ planId }: { planId: string }) => planId === plan.id)).toMatchObject({
    copyId: copy.id,
    upstream: { status: "archived", takenNumber: 1 },
  });
  expect(body.periodNotices.map(({ planId }: { planId: string }) => planId)).not.toContain(plan.id);
  expect(await shown(await signedIn(system, "xinping.officer"))).toBeUndefined();
  await lead.post(`/api/plans/${copy.id}/archive`).expect(200);
  expect(await shown()).toBeUndefined();
});

test("a copy remembers its pulls, and only the last that still holds can be undone", async () => {
  const plan = await publishPlan(research, unitOf("group1").id);
  const copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
  const pulls = async (client = lead) =>
    (await client.get(`/api/plans/${copy.id}/pulls`).expect(200)).body.items;
  const change = async (content: string) => {
    await research.patch(`/api/plans/${plan.id}/rows/${copy.rows[0].id}`).send({ content }).expect(200);
    await release(plan);
  };
  const pull = (to: number) => lead.post(`/api/plans/${copy.id}/pull`).send({ to }).expect(200);
  expect(await pulls()).toEqual([]);
  await change("第二版");
  await pull(2);
  system.clock.advance(1000);
  await change("第三版");
  await pull(3);
  expect(await pulls()).toMatchObject([
    { from: 2, to: 3, rowCount: 1, undoneAt: null, canUndo: true, pulledBy: { name: "三小校区 教务主任" } },
    { from: 1, to: 2, canUndo: false },
  ]);
  expect(await pulls(await signedIn(system, "sanxiao.research"))).toMatchObject([
    { canUndo: false },
    { canUndo: false },
  ]);
  await lead.post(`/api/plans/${copy.id}/undo-pull`).expect(200);
  expect(await pulls()).toMatchObject([{ undoneAt: expect.any(String), canUndo: false }, { canUndo: true }]);
});

interface Row {
  id: string;
  reason: string | null;
}
/** A group's plan, 三小校区's copy of it, and what is done with either. */
const adopted = async () => {
  const plan = await publishPlan(research, unitOf("group1").id);
  const copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
  const editIn = (client: Client, id: string) => (row: number, fields: object) =>
    client.patch(`/api/plans/${id}/rows/${copy.rows[row].id}`).send(fields);
  return {
    planId: plan.id as string,
    copy: copy as { id: string },
    editGroups: editIn(research, plan.id),
    editOwn: editIn(lead, copy.id),
    release: () => release(plan),
    at: (below: string) => `/api/plans/${copy.id}${below}`,
    shown: async (): Promise<Row[]> => (await lead.get(`/api/plans/${copy.id}`).expect(200)).body.rows,
  };
};

test("the board says since when a campus differs, whatever is pulled, undone or written over meanwhile", async () => {
  const { planId, copy, editGroups, editOwn, release, at } = await adopted();
  const publishEdit = async (row: number, fields: object) => {
    await editGroups(row, fields).expect(200);
    await release();
  };
  const pull = (to: number, rule: string) => lead.post(at("/pull")).send({ to, rule }).expect(200);
  const since = async (): Promise<string | null> =>
    (await research.get(`/api/plans/${planId}/copies`).expect(200)).body.items.find(
      ({ copyId }: { copyId: string | null }) => copyId === copy.id,
    ).differsSince;
  const aDayLater = (): string => {
    system.clock.advance(86_400_000);
    return system.clock.now().toISOString();
  };
  expect(await since()).toBeNull();
  const first = aDayLater();
  await editOwn(0, { content: "本校的内容", reason: "校情" }).expect(200);
  aDayLater();
  await publishEdit(0, { content: "集团的内容", homework: "集团的作业" });
  await pull(2, "ours");
  expect(await since()).toBe(first);
  const second = aDayLater();
  await editOwn(1, { notes: "本校的备注", reason: "校情" }).expect(200);
  await editOwn(0, { content: "本校再改" }).expect(200);
  expect(await since()).toBe(first);
  aDayLater();
  await publishEdit(0, { content: "集团再改" });
  await pull(3, "theirs");
  expect(await since()).toBe(second);
  aDayLater();
  await lead.post(at("/undo-pull")).expect(200);
  expect(await since()).toBe(first);
  await editOwn(0, { content: "集团的内容" }).expect(200);
  await editOwn(1, { notes: "" }).expect(200);
  expect(await since()).toBeNull();
});

test("a row that no longer differs has no reason, and its old one again when the pull is undone", async () => {
  const { editGroups, editOwn, release, at, shown } = await adopted();
  const reasons = async () => (await shown()).map(({ reason }) => reason);
  await editOwn(0, { content: "本校的内容", reason: "校园里有大青树" }).expect(200);
  await editOwn(1, { content: "也是集团的", reason: "先写了" }).expect(200);
  await editOwn(2, { notes: "留着", reason: "校运会" }).expect(200);
  await editOwn(3, { notes: "改了又改回", reason: "不再有" }).expect(200);
  await editOwn(3, { notes: "" }).expect(200);
  const before = ["校园里有大青树", "先写了", "校运会", null, null, null];
  expect(await reasons()).toEqual(before);

  await editGroups(0, { content: "集团的内容" }).expect(200);
  await editGroups(1, { content: "也是集团的" }).expect(200);
  await release();
  await lead.post(at("/pull")).send({ to: 2, rule: "theirs" }).expect(200);
  expect(await reasons()).toEqual([null, null, "校运会", null, null, null]);
  expect((await editOwn(0, { content: "又是本校的" }).expect(400)).body.code).toBe("plan.reason");
  await lead.post(at("/undo-pull")).expect(200);
  expect(await reasons()).toEqual(before);

  await editOwn(0, { notes: "先不一样" }).expect(200);
  await editOwn(0, { content: "", notes: "", reason: "改成一样" }).expect(200);
  expect((await reasons())[0]).toBeNull();
});

test("a row of the campus's own that it drops comes back without being asked why again", async () => {
  const { at } = await adopted();
  const given = { weeks: { first: 1, last: 1 }, lesson: "校运会", reason: "校情" };
  const { body: own } = await lead.post(at("/rows")).send(given).expect(201);
  await lead
    .post(at(`/rows/${own.id}/drop`))
    .send({})
    .expect(204);
  const restored = await lead
    .post(at(`/rows/${own.id}/restore`))
    .send({})
    .expect(200);
  expect(restored.body).toMatchObject({ reason: "校情" });
});
