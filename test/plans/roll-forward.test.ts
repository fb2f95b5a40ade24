import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { adoptPlan, createPlan, lessonRows, publishPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let research: Client;
let lead: Client;
const group = unitOf("group1").id;
const campus = unitOf("sanxiao").id;
const next = "2027-2028-1";
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  research = await signedIn(system, "group1.research");
  lead = await signedIn(system, "sanxiao.lead");
  const keeper = await signedIn(system, "group1.lead");
  const set = (term: string, rules: object) =>
    keeper.put(`/api/units/${group}/calendars/${term}`).send(rules).expect(200);
  await set("2026-2027-1", { firstOn: "2026-09-01", lastOn: "2027-01-22" });
  const holidays = [{ name: "国庆", from: "2027-10-01", until: "2027-10-07" }];
  // Two teaching weeks: the calendar week between them is all holiday, and of the second only one day is left.
  await set(next, { firstOn: "2027-09-27", lastOn: "2027-10-08", holidays, examWeeks: [1] });
});
afterAll(() => system.stop());

const roll = (client: Client, plan: { id: string }, body: object = { term: next }) =>
  client.post(`/api/plans/${plan.id}/roll-forward`).send(body);

describe("a plan rolled forward", () => {
  test("has the same rows in the same teaching weeks of the new term, as a draft of its own", async () => {
    const title = "2026—2027学年上学期三年级语文进度表";
    const old = await publishPlan(research, group, { title });
    const { body } = await roll(research, old).expect(201);
    expect(body.plan).toMatchObject({
      status: "draft",
      term: next,
      title: "2027—2028学年上学期三年级语文进度表",
      upstreamId: null,
      subject: "chinese",
    });
    const told = (rows: { weeks: object; lesson: string }[]) =>
      rows.map(({ weeks, lesson }) => [weeks, lesson]);
    expect(told(body.plan.rows)).toEqual(told(old.rows));
    const ids = new Set(old.rows.map(({ id }: { id: string }) => id));
    expect(body.plan.rows.some(({ id }: { id: string }) => ids.has(id))).toBe(false);
  });

  test("says which rows lie beyond the term, in an exam week, or in a week with fewer school days", async () => {
    const { body } = await roll(research, await publishPlan(research, group)).expect(201);
    const codes = (week: number) =>
      body.notices
        .filter(({ weeks }: { weeks: { first: number } }) => weeks.first === week)
        .map(({ code }: { code: string }) => code);
    expect([...new Set(codes(1))]).toEqual(["exam-week"]);
    expect([...new Set(codes(2))]).toEqual(["fewer-days"]);
    expect([...new Set(codes(3))]).toEqual(["beyond-term"]);
  });

  test("keeps links that one may see, and neither corrections nor a copy's reasons", async () => {
    const author = await signedIn(system, "sanxiao.teacher");
    const shown = await publish(author, group);
    const hidden = await publish(author, group);
    const links = [shown, hidden].map(({ id }) => ({ resourceId: id, versionNumber: null }));
    const rows = [{ ...lessonRows[0], links, isCorrection: true, notes: "带图片" }];
    const plan = await publishPlan(research, group, { rows });
    const copy = await adoptPlan(lead, plan, campus);
    await lead
      .patch(`/api/plans/${copy.id}/rows/${copy.rows[0].id}`)
      .send({ content: "本校的", reason: "校本" })
      .expect(200);
    await author.post(`/api/resources/${hidden.id}/archive`).expect(200);
    const { body } = await roll(lead, copy).expect(201);
    expect(body.plan).toMatchObject({ status: "draft", unit: { id: campus }, upstream: null });
    expect(body.plan.rows).toMatchObject([
      {
        content: "本校的",
        notes: "带图片",
        isCorrection: false,
        reason: null,
        links: [{ resourceId: shown.id }],
      },
    ]);
    expect(body.notices.map(({ code }: { code: string }) => code)).toContain("link-lost");
  });

  test("is made where one writes plans and of what one may see, and nowhere else", async () => {
    const plan = await publishPlan(research, group);
    const { body } = await roll(lead, plan, { term: next, unitId: campus }).expect(201);
    expect(body.plan.unit.id).toBe(campus);
    await roll(lead, plan).expect(403);
    await roll(lead, plan, { term: next, unitId: group }).expect(403);
    await roll(lead, plan, { term: next, unitId: unitOf("group2").id }).expect(404);
    await roll(lead, await createPlan(research, group), { term: next, unitId: campus }).expect(404);
    await roll(await signedIn(system, "group2.research"), plan).expect(404);
    await roll(research, plan, { term: "nächstes" }).expect(400);
  });
});
