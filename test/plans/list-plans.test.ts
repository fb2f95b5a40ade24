import { describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { withPlanPeople } from "../support/plan-people.ts";
import { adoptPlan, createPlan, publishPlan } from "../support/plans.ts";
import { unitOf } from "../support/world.ts";

const { research, lead, teacher } = await withPlanPeople();
const group = unitOf("group1").id;
const campus = unitOf("sanxiao").id;

const list = async (client: Client, query: object = {}) =>
  (await client.get("/api/plans").query(query).expect(200)).body;
const titles = ({ items }: { items: { title: string }[] }) => items.map(({ title }) => title);

describe("the list of plans", () => {
  test("tells of a copy which revision it has and which is the upstream's last, and where one writes", async () => {
    const plan = await publishPlan(research, group, { title: "集团计划" });
    const copy = await adoptPlan(lead, plan, campus);
    await research
      .post(`/api/plans/${plan.id}/rows`)
      .send({ weeks: { first: 9, last: 9 } })
      .expect(201);
    await research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);
    const { items, can } = await list(lead, { unit: campus });
    expect(items).toMatchObject([
      { id: copy.id, status: "copy", upstream: { status: "following", takenNumber: 1, latestNumber: 2 } },
    ]);
    expect(can.create).toContain(campus);
    expect((await list(teacher, { unit: group })).items).toMatchObject([{ id: plan.id, upstream: null }]);
    expect((await list(teacher)).can.create).toEqual([]);
  });

  test("keeps drafts and what is archived apart, for who writes them", async () => {
    const draft = await createPlan(research, group, { title: "还在写的计划" });
    const old = await publishPlan(research, group, { title: "旧计划" });
    await research.post(`/api/plans/${old.id}/archive`).expect(200);
    expect(titles(await list(research, { view: "drafts" }))).toEqual([draft.title]);
    expect(titles(await list(research, { view: "archived" }))).toEqual([old.title]);
    expect(titles(await list(research))).not.toContain(old.title);
    for (const view of ["drafts", "archived"]) expect((await list(teacher, { view })).items).toEqual([]);
    await teacher.get("/api/plans").query({ view: "others" }).expect(400);
  });

  test("keeps apart the copies for which the group has a newer revision, for who writes them", async () => {
    const copies = [];
    for (const title of ["跟随的", "固定的", "归档的", "没有新版本的"]) {
      const plan = await publishPlan(research, group, { title });
      copies.push({ plan, copy: await adoptPlan(lead, plan, campus) });
    }
    for (const { plan } of copies.slice(0, 3)) {
      await research.patch(`/api/plans/${plan.id}`).send({ periodsPerWeek: 8 }).expect(200);
      await research.post(`/api/plans/${plan.id}/publish`).send({}).expect(200);
    }
    const [following, pinned, archived] = copies;
    await lead.put(`/api/plans/${pinned?.copy.id}/pin`).send({ isPinned: true }).expect(200);
    await research.post(`/api/plans/${archived?.plan.id}/archive`).expect(200);
    const waiting = async (client: Client) =>
      (await list(client, { view: "waiting" })).items.map(({ id }: { id: string }) => id);
    const before = await waiting(lead);
    expect(before).toContain(following?.copy.id);
    for (const { copy, plan } of copies.slice(1)) {
      expect(before).not.toContain(copy.id);
      expect(before).not.toContain(plan.id);
    }
    for (const other of [teacher, research]) expect(await waiting(other)).toEqual([]);
    await lead.post(`/api/plans/${following?.copy.id}/pull`).send({ to: 2 }).expect(200);
    expect(await waiting(lead)).not.toContain(following?.copy.id);
  });

  test("has all plans of a large group in one answer", async () => {
    const { total } = await list(research, { limit: 500 }).then(({ items }) => ({ total: items.length }));
    for (let index = 0; index < 25; index++)
      await createPlan(research, group, { title: `第 ${index} 份`, rows: [] });
    const { items, nextCursor } = await list(research, { limit: 500 });
    expect([items.length, nextCursor]).toEqual([total + 25, null]);
    await research.get("/api/plans").query({ limit: 501 }).expect(400);
  });
});
