import { expect, test } from "vitest";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

const { research, lead } = await withPlanPeople();

const adopted = async () => {
  const plan = await publishPlan(research, unitOf("group1").id);
  const copy = await adoptPlan(lead, plan, unitOf("sanxiao").id);
  const ids = copy.rows.map(({ id }: { id: string }) => id) as string[];
  const at = (below = "") => `/api/plans/${copy.id}${below}`;
  const drift = async () =>
    (await research.get(`/api/plans/${plan.id}/copies`).expect(200)).body.items.find(
      ({ copyId }: { copyId: string | null }) => copyId === copy.id,
    );
  return {
    ids,
    at,
    own: (row: number, fields: object) =>
      lead
        .patch(at(`/rows/${ids[row]}`))
        .send({ reason: "校情", ...fields })
        .expect(200),
    edit: (row: number, fields: object) =>
      research.patch(`/api/plans/${plan.id}/rows/${ids[row]}`).send(fields).expect(200),
    release: () => research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200),
    pull: (to: number, rule: string) => lead.post(at("/pull")).send({ to, rule }).expect(200),
    missing: async (): Promise<number> => (await drift()).missingCorrections,
    refused: async () => (await lead.get(at("/differences")).expect(200)).body.corrections,
    row: async (row: number) =>
      (await lead.get(at()).expect(200)).body.rows.find(({ id }: { id: string }) => id === ids[row]),
  };
};

test("a correction that a campus refused stays missing there, and the row does not pass for corrected", async () => {
  const { ids, at, own, edit, release, pull, missing, refused, row } = await adopted();
  await own(0, { content: "本校的内容" });
  await own(1, { notes: "本校的备注" });
  await edit(0, { content: "勘误", homework: "写一写", isCorrection: true });
  await edit(1, { content: "勘误", isCorrection: true });
  await edit(2, { content: "平常的改动" });
  await release();
  expect(await missing()).toBe(2);
  expect(await refused()).toEqual([]);
  const { body: preview } = await lead.get(at("/pull")).expect(200);
  const changed = (id?: string) => preview.changes.find(({ rowId }: { rowId: string }) => rowId === id);
  expect(changed(ids[0]).fields).toEqual(["homework"]);
  expect(changed(ids[1]).fields).toEqual(["content", "isCorrection"]);

  await pull(2, "ours");
  expect(await row(0)).toMatchObject({ content: "本校的内容", homework: "写一写", isCorrection: false });
  expect(await row(1)).toMatchObject({ content: "勘误", notes: "本校的备注", isCorrection: true });
  expect(await missing()).toBe(1);
  expect(await refused()).toEqual([ids[0]]);

  await own(0, { content: "勘误" });
  expect(await row(0)).toMatchObject({ isCorrection: true, reason: null });
  expect([await missing(), await refused()]).toEqual([0, []]);
  await own(0, { content: "又是本校的" });
  expect(await row(0)).toMatchObject({ isCorrection: false });
  expect([await missing(), await refused()]).toEqual([1, [ids[0]]]);
});

test("a correction that is refused twice and then taken is held; one of a row that the campus dropped is not", async () => {
  const { ids, at, own, edit, release, pull, missing, refused, row } = await adopted();
  await own(0, { content: "本校的内容" });
  await lead
    .post(at(`/rows/${ids[1]}/drop`))
    .send({ reason: "已学" })
    .expect(204);
  await edit(0, { content: "勘误", homework: "写一写", isCorrection: true });
  await edit(1, { content: "勘误", isCorrection: true });
  await release();
  await pull(2, "ours");
  await edit(0, { content: "再勘误" });
  await release();
  expect(await missing()).toBe(2);
  await pull(3, "ours");
  expect(await missing()).toBe(2);
  expect((await refused()).sort()).toEqual([ids[0], ids[1]].sort());
  await lead.post(at("/undo-pull")).expect(200);
  await pull(3, "theirs");
  expect(await row(0)).toMatchObject({ content: "再勘误", isCorrection: true });
  expect(await missing()).toBe(1);
});

test("a row that is marked afterwards, or added as a correction, is missing where it is not as it was published", async () => {
  const { own, edit, release, pull, missing, row } = await adopted();
  await own(0, { content: "本校的内容" });
  await edit(0, { content: "勘误" });
  await edit(1, { content: "勘误" });
  await release();
  await pull(2, "ours");
  expect(await missing()).toBe(0);
  await edit(0, { isCorrection: true });
  await edit(1, { isCorrection: true });
  await edit(2, { isCorrection: true });
  await release();
  await pull(3, "ours");
  expect(await missing()).toBe(1);
  expect((await row(0)).isCorrection).toBe(false);
  expect((await row(1)).isCorrection).toBe(true);
  expect((await row(2)).isCorrection).toBe(true);
});
