import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CalendarRules } from "../../server/modules/plans/calendar-schema.ts";
import { combineRules, layWeeks, shiftedWeeks } from "../../server/modules/plans/lay-weeks.ts";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { adoptPlan, createPlan, publishPlan } from "../support/plans.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

/** The autumn term of 2026: it begins on a Tuesday; the first week of October is off, and two weekend days make up for it. */
const autumn = {
  firstOn: "2026-09-01",
  lastOn: "2027-01-22",
  holidays: [
    { name: "中秋节", from: "2026-09-25", until: "2026-09-27" },
    { name: "国庆节", from: "2026-10-01", until: "2026-10-07" },
    { name: "元旦", from: "2027-01-01", until: "2027-01-03" },
  ],
  swaps: [{ on: "2026-10-10", as: "2026-10-07" }],
};
const rulesOf = (rules: object) => CalendarRules.parse(rules);
const spans = (rules: object) => layWeeks(rulesOf(rules)).map(({ from, until }) => `${from} ${until}`);

describe("teaching weeks", () => {
  test("begin with the term, skip holidays, and keep school on swapped days by another day's timetable", () => {
    const weeks = layWeeks(rulesOf({ ...autumn, examWeeks: [21] }));
    expect(weeks).toHaveLength(21);
    expect(weeks[0]).toMatchObject({ number: 1, from: "2026-09-01", until: "2026-09-04", isExam: false });
    expect(weeks[3]).toMatchObject({ until: "2026-09-24" });
    expect(weeks[5]?.schoolDays).toEqual([
      { on: "2026-10-08", as: "2026-10-08" },
      { on: "2026-10-09", as: "2026-10-09" },
      { on: "2026-10-10", as: "2026-10-07" },
    ]);
    expect(weeks[20]?.isExam).toBe(true);
  });

  test("are renumbered where a short week is joined with the next, and pushed back by a week without school", () => {
    const joined = spans({ ...autumn, joinedWeeks: ["2026-09-30"] });
    expect(joined).toHaveLength(20);
    expect(joined[4]).toBe("2026-09-28 2026-10-10");
    const off = { name: "台风停课", from: "2026-09-14", until: "2026-09-18" };
    const pushed = spans({ ...autumn, holidays: [...autumn.holidays, off] });
    expect(pushed).toHaveLength(20);
    expect(pushed[2]).toBe("2026-09-21 2026-09-24");
  });

  test("of a campus follow its group's but for what the campus has otherwise", () => {
    const campus = {
      firstOn: "2026-09-07",
      openDays: ["2026-09-25"],
      swaps: [{ on: "2026-10-10", as: "2026-10-06" }],
    };
    const combined = combineRules(rulesOf(autumn), rulesOf(campus));
    const weeks = layWeeks(combined);
    expect(weeks[0]).toMatchObject({ from: "2026-09-07" });
    expect(weeks[2]).toMatchObject({ until: "2026-09-25" });
    expect(weeks[4]?.schoolDays.at(-1)).toEqual({ on: "2026-10-10", as: "2026-10-06" });
    expect(shiftedWeeks(layWeeks(rulesOf(autumn)), weeks)).toHaveLength(21);
  });

  test("of a campus skip its own holiday also on a day that the group has swapped or opened", () => {
    const group = rulesOf({ ...autumn, openDays: ["2026-09-26"] });
    const off = (day: string) => ({ name: "运动会", from: day, until: day });
    const campus = rulesOf({ holidays: [off("2026-10-10"), off("2026-09-26")] });
    const days = layWeeks(combineRules(group, campus)).flatMap(({ schoolDays }) => schoolDays);
    expect(days.filter(({ on }) => on === "2026-10-10" || on === "2026-09-26")).toEqual([]);
  });

  test("hold every school day once and in order, whatever is off, swapped or joined", () => {
    const day = fc
      .nat({ max: 143 })
      .map((n) => new Date(Date.UTC(2026, 8, 1 + n)).toISOString().slice(0, 10));
    const holiday = fc.tuple(day, day).map((days) => {
      const [from, until] = days.sort() as [string, string];
      return { name: "放假", from, until };
    });
    const rules = fc.record({
      holidays: fc.array(holiday, { maxLength: 3 }),
      openDays: fc.array(day, { maxLength: 4 }),
      swaps: fc.uniqueArray(fc.record({ on: day, as: day }), { maxLength: 4, selector: ({ on }) => on }),
      joinedWeeks: fc.array(day, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(rules, (given) => {
        const weeks = layWeeks(rulesOf({ ...autumn, ...given }));
        const days = weeks.flatMap(({ schoolDays }) => schoolDays.map(({ on }) => on));
        expect([...new Set(days)].sort()).toEqual(days);
        expect(weeks.map(({ number }) => number)).toEqual(weeks.map((_, index) => index + 1));
        for (const on of [...given.openDays, ...given.swaps.map((swap) => swap.on)])
          expect(days).toContain(on);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a calendar", () => {
  let system: TestSystem;
  let lead: Client;
  let campusLead: Client;
  const at = (unit: string, below = "") => `/api/units/${unitOf(unit).id}/calendars/2026-2027-1${below}`;
  beforeAll(async () => {
    system = await startTestSystem();
    await seedPeople(system);
    lead = await signedIn(system, "group1.lead");
    campusLead = await signedIn(system, "sanxiao.lead");
  });
  afterAll(() => system.stop());

  test("is previewed before it is set, with what it shifts and what falls out of it", async () => {
    const research = await signedIn(system, "group1.research");
    const row = { weeks: { first: 21, last: 21 }, lesson: "总复习" };
    await publishPlan(research, unitOf("group1").id, { rows: [row] });
    await lead.put(at("group1")).send(autumn).expect(200);
    const joined = { ...autumn, joinedWeeks: ["2026-09-30"] };
    const { body: preview } = await lead.post(at("group1", "/preview")).send(joined).expect(200);
    expect(preview).toMatchObject({
      rowsBeyond: 1,
      firstBeyond: [{ planTitle: "三年级语文上册教学进度表", week: 21, name: "总复习" }],
      idle: [],
    });
    expect(preview.shifted).toHaveLength(17);
    expect(preview.shifted[0]).toEqual({
      number: 5,
      before: { from: "2026-09-28", until: "2026-09-30", dayCount: 3 },
      after: { from: "2026-09-28", until: "2026-10-10", dayCount: 6 },
    });
    expect((await lead.get(at("group1")).expect(200)).body.weeks).toHaveLength(21);
    await research.put(at("group1")).send(autumn).expect(403);
    const gone = {
      ...autumn,
      holidays: [{ name: "停课", from: autumn.firstOn, until: autumn.lastOn }],
      swaps: [],
    };
    const { body: none } = await lead.post(at("group1", "/preview")).send(gone).expect(200);
    expect(none).toMatchObject({ weeks: [], rowsBeyond: 1, idle: [{ kind: "term" }] });
  });

  test("is previewed with what of it has no effect", async () => {
    const rules = {
      ...autumn,
      swaps: [...autumn.swaps, { on: "2027-01-30", as: "2027-01-04" }],
      openDays: ["2026-08-31", "2026-09-26"],
      examWeeks: [21, 30],
    };
    const { body } = await lead.post(at("group1", "/preview")).send(rules).expect(200);
    expect(body.idle).toEqual([
      { kind: "swap", value: "2027-01-30" },
      { kind: "open-day", value: "2026-08-31" },
      { kind: "exam-week", value: "30" },
    ]);
  });

  test("of a campus is sent anew, and not overwritten unseen, where its group's has changed", async () => {
    await lead.put(at("group1")).send(autumn).expect(200);
    const read = await campusLead.get(at("sanxiao")).expect(200);
    const tag = String(read.headers.etag);
    const again = () => campusLead.get(at("sanxiao")).set("If-None-Match", tag);
    await again().expect(304);
    await lead
      .put(at("group1"))
      .send({ ...autumn, lastOn: "2027-01-21" })
      .expect(200);
    const { body } = await again().expect(200);
    expect(body.weeks.at(-1)).toMatchObject({ until: "2027-01-21" });
    const own = { holidays: [{ name: "校运会", from: "2026-11-05", until: "2026-11-06" }] };
    const edit = (revision: string) => campusLead.put(at("sanxiao")).set("If-Match", revision).send(own);
    await edit(tag).expect(412);
    await edit(`"${body.revision}"`).expect(200);

    const { body: before } = await campusLead.get(at("sanxiao")).expect(200);
    const { pool } = system.connection;
    const groups = await pool.connect();
    const id = unitOf("group1").id;
    await groups.query("begin");
    await groups.query("select from unit where id = $1 for no key update", [id]);
    await groups.query("update term_calendar set revision = revision + 1 where unit_id = $1", [id]);
    const late = edit(`"${before.revision}"`).then(({ status }) => status);
    try {
      await until("the campus's edit to wait for the group's", async () => {
        const { rows } = await pool.query("select from pg_stat_activity where wait_event_type = 'Lock'");
        return rows.length > 0;
      });
    } finally {
      await groups.query("commit");
      groups.release();
    }
    expect(await late).toBe(412);
  });

  test("of a group is previewed with the campuses in whose plans lessons fall out of it, as far as they are seen", async () => {
    const research = await signedIn(system, "group1.research");
    const foreign = await signedIn(system, "group2.research");
    const rows = [20, 21].map((week) => ({ weeks: { first: week, last: week }, lesson: `第 ${week} 周` }));
    const plan = await publishPlan(research, unitOf("group1").id, { rows });
    await adoptPlan(campusLead, plan, unitOf("sanxiao").id);
    const own = await publishPlan(campusLead, unitOf("sanxiao").id, { rows });
    await campusLead
      .patch(`/api/plans/${own.id}/rows/${own.rows[0].id}`)
      .send({ weeks: { first: 21, last: 21 } });
    await createPlan(campusLead, unitOf("sanxiao").id, { rows });
    const yixiao = await signedIn(system, "yixiao.lead");
    await adoptPlan(yixiao, plan, unitOf("yixiao").id);
    await publishPlan(foreign, unitOf("group2").id, { rows });
    await lead.put(at("group1")).send(autumn).expect(200);
    const preview = async (client: Client, unit: string, rules: object) =>
      (await client.post(at(unit, "/preview")).send(rules).expect(200)).body.campuses.map(
        ({ campus, rowsBeyond }: { campus: { name: string }; rowsBeyond: number }) => [
          campus.name,
          rowsBeyond,
        ],
      );
    expect(await preview(lead, "group1", autumn)).toEqual([]);
    const shorter = { ...autumn, lastOn: "2027-01-15" };
    expect(await preview(lead, "group1", shorter)).toEqual([
      ["一小校区", 1],
      ["三小校区", 2],
    ]);
    await yixiao.put(at("yixiao")).send({ lastOn: "2027-01-22" }).expect(200);
    expect(await preview(lead, "group1", shorter)).toEqual([["三小校区", 2]]);
    expect(await preview(campusLead, "sanxiao", { lastOn: "2027-01-08" })).toEqual([]);
  });

  test.each([
    ["firstOn", { firstOn: "2026-06-01" }],
    ["lastOn", { lastOn: "2027-09-01" }],
    ["lastOn", { firstOn: "2026-09-01", lastOn: "2027-06-20" }],
  ])("is refused where %s is not of this term, or more weeks than plans can name", async (path, rules) => {
    const refused = await lead
      .put(at("group1"))
      .send({ ...autumn, ...rules })
      .expect(400);
    expect(refused.body.fields.map((field: { path: string }) => field.path)).toContain(path);
  });

  test("of a campus keeps what it has otherwise when its group's changes", async () => {
    await lead.put(at("group1")).send(autumn).expect(200);
    const own = { holidays: [{ name: "校庆", from: "2026-11-02", until: "2026-11-02" }] };
    const { body: set } = await campusLead.put(at("sanxiao")).send(own).expect(200);
    expect(set).toMatchObject({ groupRules: { firstOn: "2026-09-01" }, can: { edit: true } });
    await lead
      .put(at("group1"))
      .send({ ...autumn, firstOn: "2026-09-02" })
      .expect(200);
    const { body } = await (await signedIn(system, "yixiao.teacher")).get(at("sanxiao")).expect(200);
    expect(body.weeks[0]).toMatchObject({ from: "2026-09-02" });
    expect(body.weeks.some(({ from }: { from: string }) => from === "2026-11-03")).toBe(true);
    expect(body.can).toEqual({ edit: false });
    await campusLead
      .put(at("sanxiao"))
      .set("If-Match", `"${set.revision - 1}"`)
      .send(own)
      .expect(412);
    await campusLead.put(at("yixiao")).send(own).expect(403);
    await campusLead.get(at("erxiao")).expect(404);
  });

  test.each([
    ["a day that there is not", { ...autumn, firstOn: "2026-02-31" }],
    ["an end before the beginning", { ...autumn, lastOn: "2026-08-01" }],
    ["a term of years", { ...autumn, lastOn: "2028-01-22" }],
    ["no beginning", { ...autumn, firstOn: null }],
    [
      "a holiday that ends before it begins",
      { ...autumn, holidays: [{ name: "假", from: "2026-10-07", until: "2026-10-01" }] },
    ],
    [
      "a day swapped with two",
      { ...autumn, swaps: [...autumn.swaps, { on: "2026-10-10", as: "2026-10-05" }] },
    ],
  ])("is not set to %s", async (_what, rules) => {
    await lead.put(at("group1")).send(rules).expect(400);
    await lead.post(at("group1", "/preview")).send(rules).expect(400);
  });
});
