import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CheckedRow, overfullWeeks } from "../../server/modules/plans/check-periods.ts";
import { layWeeks } from "../../server/modules/plans/lay-weeks.ts";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { adoptPlan, createPlan, publishPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let lead: Client;
let research: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  lead = await signedIn(system, "group1.lead");
  research = await signedIn(system, "group1.research");
});
afterAll(() => system.stop());

const at = (unit: string) => `/api/units/${unitOf(unit).id}/period-rules`;
const group = unitOf("group1").id;
const noticeOf = async (client: Client, { id }: { id: string }) =>
  (await client.get(`/api/plans/${id}/period-notice`).expect(200)).body;

describe("a group's rules", () => {
  test("are proposed, set by who keeps its calendar, and hold at its campuses and nowhere else", async () => {
    const reader = await signedIn(system, "sanxiao.teacher");
    const { body: first } = await reader.get(at("sanxiao")).expect(200);
    expect(first).toMatchObject({ isProposal: true, revision: 0, overfull: [], can: { edit: false } });
    expect(first.rules.totals.map(({ periods }: { periods: number }) => periods)).toEqual([
      26, 26, 30, 30, 30, 30,
    ]);
    const rules = {
      totals: [{ grade: "4", periods: 10 }],
      subjects: [
        { grade: "4", subject: "chinese", periods: 6 },
        { grade: "4", subject: "mathematics", periods: 5 },
      ],
    };
    await (await signedIn(system, "sanxiao.lead")).put(at("group1")).send(rules).expect(403);
    await (await signedIn(system, "erxiao.lead")).put(at("group1")).send(rules).expect(404);
    const { body: set } = await lead.put(at("group1")).set("If-Match", '"0"').send(rules).expect(200);
    expect(set).toMatchObject({ isProposal: false, revision: 1, can: { edit: true } });
    await lead.put(at("group1")).set("If-Match", '"0"').send(rules).expect(412);
    expect((await reader.get(at("sanxiao")).expect(200)).body).toMatchObject({
      rules,
      overfull: [{ grade: "4", allowed: 10, named: 11 }],
    });
    const other = await signedIn(system, "erxiao.lead");
    expect((await other.get(at("erxiao")).expect(200)).body.isProposal).toBe(true);
    await lead.get(at("xinping")).expect(404);
  });

  test("name each grade and subject of the vocabulary once", async () => {
    const math = { grade: "4", subject: "mathematics", periods: 5 };
    const refused = async (rules: object) =>
      (
        await lead
          .put(at("group1"))
          .send({ totals: [], subjects: [], ...rules })
          .expect(400)
      ).body.fields.map(({ path }: { path: string }) => path);
    expect(await refused({ subjects: [math, { ...math, periods: 6 }] })).toEqual(["subjects"]);
    expect(await refused({ totals: [{ grade: "no-grade", periods: 1 }] })).toEqual(["grade"]);
    expect(await refused({ subjects: [{ ...math, subject: "no-subject" }] })).toEqual(["subject"]);
    expect(await refused({ subjects: [{ ...math, periods: -1 }] })).toEqual(["subjects.0.periods"]);
  });
});

describe("a plan's notice", () => {
  const plan = { grade: "4", periodsPerWeek: 7 };
  const set = (rules: object) =>
    lead
      .put(at("group1"))
      .send({ totals: [], subjects: [], ...rules })
      .expect(200);

  test("tells periods a week that are not the rule's, and refuses nothing", async () => {
    await set({ subjects: [{ grade: "4", subject: "chinese", periods: 6 }] });
    const published = await publishPlan(research, group, plan);
    const wrong = { perWeek: { is: 7, ought: 6 }, ofGrade: null, overfullWeeks: [] };
    expect(await noticeOf(research, published)).toEqual(wrong);
    const campus = await signedIn(system, "sanxiao.lead");
    const copy = await adoptPlan(campus, published, unitOf("sanxiao").id);
    expect(await noticeOf(campus, copy)).toEqual(wrong);
    await research.patch(`/api/plans/${published.id}`).send({ periodsPerWeek: 6 }).expect(200);
    expect((await noticeOf(research, published)).perWeek).toBeNull();
    expect((await noticeOf(campus, published)).perWeek).toEqual(wrong.perWeek);
  });

  test("tells a grade whose plans exceed its total, by what its reader may know", async () => {
    const inFive = { ...plan, grade: "5" };
    await set({ totals: [{ grade: "5", periods: 10 }] });
    const chinese = await publishPlan(research, group, inFive);
    await publishPlan(research, group, { ...inFive, edition: null, periodsPerWeek: 5 });
    expect((await noticeOf(research, chinese)).ofGrade).toBeNull();
    await createPlan(research, group, { ...inFive, subject: "mathematics", periodsPerWeek: 4 });
    expect((await noticeOf(research, chinese)).ofGrade).toEqual({ is: 11, ought: 10 });
    const reader = await signedIn(system, "sanxiao.teacher");
    expect((await noticeOf(reader, chinese)).ofGrade).toBeNull();
  });

  test("tells rows that do not fit their weeks, and those in weeks that the term has not", async () => {
    const rows = [
      { weeks: { first: 1, last: 1 }, periods: 4 },
      { weeks: { first: 2, last: 3 }, periods: 15 },
      { weeks: { first: 4, last: 4 }, periods: 8 },
      { weeks: { first: 1, last: 1 }, periods: 4 },
    ];
    const draft = await createPlan(research, group, { ...plan, grade: "6", rows });
    const crowded = [
      { first: 1, last: 1, is: 8, ought: 7 },
      { first: 2, last: 3, is: 15, ought: 14 },
      { first: 4, last: 4, is: 8, ought: 7 },
    ];
    expect((await noticeOf(research, draft)).overfullWeeks).toEqual(crowded);
    const calendar = { firstOn: "2026-09-07", lastOn: "2026-09-25", joinedWeeks: [] };
    await lead.put(`/api/units/${group}/calendars/2026-2027-1`).send(calendar).expect(200);
    expect((await noticeOf(research, draft)).overfullWeeks).toEqual([
      ...crowded.slice(0, 2),
      { first: 4, last: 4, is: 8, ought: 0 },
    ]);
  });
});

const row = fc
  .record({
    first: fc.integer({ min: 1, max: 8 }),
    length: fc.integer({ min: 0, max: 4 }),
    periods: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ first, length, periods }): CheckedRow => ({ weeks: { first, last: first + length }, periods }));

/** Teaches week by week what must be done soonest, and answers whether all was taught in time. */
const canBeTaught = (rows: readonly CheckedRow[], periodsPerWeek: number): boolean => {
  const left = rows.map(({ weeks, periods }) => ({ ...weeks, periods }));
  for (let week = 1; week <= 12; week++) {
    let room = periodsPerWeek;
    const begun = left.filter(({ first }) => first <= week).sort((one, other) => one.last - other.last);
    for (const one of begun) {
      const taught = Math.min(room, one.periods);
      one.periods -= taught;
      room -= taught;
    }
    if (left.some(({ last, periods }) => last <= week && periods > 0)) return false;
  }
  return true;
};

describe("weeks that are too full", () => {
  test("are found exactly where the rows cannot be taught in time", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.integer({ min: 1, max: 8 }), (rows, perWeek) => {
        expect(overfullWeeks(rows, perWeek, []).length === 0).toBe(canBeTaught(rows, perWeek));
      }),
      { numRuns: 1000 },
    );
  });

  test("are not those that were joined and have the days of both", () => {
    const rules = { holidays: [], openDays: [], swaps: [], examWeeks: null };
    const dates = { firstOn: "2026-09-07", lastOn: "2026-09-25" };
    const joined = layWeeks({ ...rules, ...dates, joinedWeeks: ["2026-09-07"] });
    const rows = [{ weeks: { first: 1, last: 1 }, periods: 14 }];
    expect(overfullWeeks(rows, 7, joined)).toEqual([]);
    expect(overfullWeeks(rows, 7, layWeeks({ ...rules, ...dates, joinedWeeks: null }))).toHaveLength(1);
  });
});
