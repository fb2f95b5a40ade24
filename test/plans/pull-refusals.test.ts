import { expect, test } from "vitest";
import { newRow, saveRows } from "../../server/modules/plans/index.ts";
import { publish, signedIn } from "../support/client.ts";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, lessonRows, publishPlan } from "../support/plans.ts";
import { personOf, unitOf } from "../support/world.ts";

const { system, research, lead } = await withPlanPeople();
const [group, campus] = [unitOf("group1").id, unitOf("sanxiao").id];

const adopted = async (rows: object[] = lessonRows) => {
  const plan = await publishPlan(research, group, { rows });
  const copy = await adoptPlan(lead, plan, campus);
  const ids = copy.rows.map(({ id }: { id: string }) => id) as string[];
  const at = (below = "") => `/api/plans/${copy.id}${below}`;
  return {
    plan,
    copy,
    ids,
    at,
    own: (row: number, fields: object) => lead.patch(at(`/rows/${ids[row]}`)).send(fields),
    drop: (row: number, body: object) => lead.post(at(`/rows/${ids[row]}/drop`)).send(body),
    edit: (row: number, fields: object) =>
      research.patch(`/api/plans/${plan.id}/rows/${ids[row]}`).send(fields).expect(200),
    release: () => research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200),
    pull: (order: object) => lead.post(at("/pull")).send({ to: 2, ...order }),
  };
};

test("a row that differs already says why again when it is moved from its place or dropped, and not for more words", async () => {
  const { own, drop, at } = await adopted();
  await own(0, { notes: "运动会", reason: "校运会" }).expect(200);
  await own(0, { notes: "运动会两天" }).expect(200);
  const place = { weeks: { first: 3, last: 3 } };
  expect((await own(0, place).expect(400)).body.code).toBe("plan.reason");
  await own(0, { ...place, reason: "第一周没有课" }).expect(200);
  await own(0, { weeks: { first: 4, last: 4 } }).expect(200);
  expect((await drop(0, {}).expect(400)).body.code).toBe("plan.reason");
  await drop(0, { reason: "上学期已学" }).expect(204);
  const { body } = await lead.get(at("/differences")).expect(200);
  expect(body.items).toMatchObject([{ change: "dropped", reason: "上学期已学" }]);
  const given = { ...place, lesson: "校运会", reason: "校情" };
  const { body: added } = await lead.post(at("/rows")).send(given).expect(201);
  await lead
    .patch(at(`/rows/${added.id}`))
    .send({ weeks: { first: 2, last: 2 } })
    .expect(200);
});

test("a pull that would make more rows than a plan can have is told of, and refused", async () => {
  const rows = Array.from({ length: 499 }, () => ({ weeks: { first: 1, last: 1 }, lesson: "课" }));
  const { plan, at, release, pull } = await adopted(rows);
  const added = { weeks: { first: 2, last: 2 }, lesson: "加的一课", reason: "校情" };
  await lead.post(at("/rows")).send(added).expect(201);
  await research.post(`/api/plans/${plan.id}/rows`).send(added).expect(201);
  await release();
  const { body: preview } = await lead.get(at("/pull")).expect(200);
  expect(preview).toMatchObject({ rowCount: 501, mostRows: 500 });
  expect((await pull({}).expect(409)).body.code).toBe("plan.full");
  expect((await lead.get(at()).expect(200)).body).toMatchObject({ upstream: { takenNumber: 1 } });
  const by = { personId: personOf("group1.research").id, now: system.clock.now() };
  await saveRows(system.ctx.db, plan.id, [{ row: newRow(added, "z"), isDropped: false }], by);
  await release();
  const rolled = await research.post(`/api/plans/${plan.id}/roll-forward`).send({ term: "2027-2028-1" });
  expect([rolled.status, rolled.body.code]).toEqual([409, "plan.full"]);
});

test("a pull of a pinned copy is not undone until the copy follows again; undone, it was taken when it was", async () => {
  const { copy, at, edit, release, pull } = await adopted();
  await edit(0, { content: "集团的内容" });
  await release();
  system.clock.advance(3_600_000);
  await pull({}).expect(200);
  const pin = (isPinned: boolean) => lead.put(at("/pin")).send({ isPinned }).expect(200);
  const canUndo = async () => (await lead.get(at("/pulls")).expect(200)).body.items[0].canUndo;
  await pin(true);
  expect((await lead.post(at("/undo-pull")).expect(409)).body.code).toBe("plan.pinned");
  expect(await canUndo()).toBe(false);
  await pin(false);
  expect(await canUndo()).toBe(true);
  system.clock.advance(3_600_000);
  const { body } = await lead.post(at("/undo-pull")).expect(200);
  expect(body.upstream).toMatchObject({ takenNumber: 1, takenAt: copy.upstream.takenAt });
});

test("the history of a copy has the rows that a pull changed, and those that its undoing did", async () => {
  const { at, ids, own, edit, release, pull } = await adopted();
  await own(1, { notes: "本校的备注", reason: "校情" }).expect(200);
  await edit(0, { content: "集团的内容" });
  await release();
  await pull({}).expect(200);
  await lead.post(at("/undo-pull")).expect(200);
  const { body } = await lead.get(at("/history")).query({ limit: 2 }).expect(200);
  const change = { rowId: ids[0], change: "changed", fields: ["content"] };
  const [before, after] = [{ content: "" }, { content: "集团的内容" }];
  const by = { name: "三小校区 教务主任" };
  expect(body.items).toMatchObject([
    { kind: "plan.pull-undone", by, data: { changes: [{ ...change, before: after, after: before }] } },
    { kind: "plan.pulled", by, data: { number: 2, changes: [{ ...change, before, after }] } },
  ]);
  expect(body.items[1].data.changes).toHaveLength(1);
});

test("two choices for one conflict that contradict each other are refused; the same one twice is one", async () => {
  const { ids, own, edit, release, pull, at } = await adopted();
  await own(0, { content: "本校的内容", reason: "校情" }).expect(200);
  await edit(0, { content: "集团的内容" });
  await release();
  const choice = (take: string) => ({ rowId: ids[0], field: "content", take });
  const refused = await pull({ choices: [choice("theirs"), choice("ours")] }).expect(400);
  expect(refused.body.code).toBe("plan.choice-twice");
  await pull({ choices: [choice("ours"), choice("ours")] }).expect(200);
  expect((await lead.get(at()).expect(200)).body.rows[0].content).toBe("本校的内容");
});

test("a row links a resource once", async () => {
  const { own } = await adopted();
  const author = await signedIn(system, "sanxiao.teacher");
  const { id: resourceId } = await publish(author, campus, { title: "课件", files: [] });
  const links = [null, 1].map((versionNumber) => ({ resourceId, versionNumber }));
  const { body } = await own(0, { links, reason: "校情" }).expect(400);
  expect(body.fields).toMatchObject([{ path: "links" }]);
  await own(0, { links: links.slice(0, 1), reason: "校情" }).expect(200);
});
