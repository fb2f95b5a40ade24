import { afterAll, beforeAll, expect, test } from "vitest";
import { layWeeks } from "../../server/modules/plans/lay-weeks.ts";
import { nationalHolidays } from "../../server/modules/plans/national-holidays.ts";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

let system: TestSystem;
let admin: Client;
beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  admin = await signedIn(system, "xinping.admin");
});
afterAll(() => system.stop());

const at = (unit: string, year = 2026) => `/api/units/${unitOf(unit).id}/holidays/${year}`;
const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

test.each(Object.entries(nationalHolidays))(
  "%s: days worked are at weekends, by a school day's timetable that is off",
  (year, days) => {
    for (const { from, until } of days.holidays) {
      expect(from <= until).toBe(true);
      expect([from.slice(0, 4), until.slice(0, 4)]).toEqual([year, year]);
    }
    for (const { on, as } of days.swaps) {
      expect([0, 6]).toContain(weekdayOf(on));
      expect([0, 6]).not.toContain(weekdayOf(as));
      expect(days.holidays.some(({ from, until }) => from <= as && as <= until)).toBe(true);
      expect(days.holidays.some(({ from, until }) => from <= on && on <= until)).toBe(false);
    }
  },
);

test("the autumn of 2026 has its twenty-one weeks with the days that were announced", () => {
  const { holidays, swaps } = nationalHolidays["2026"] ?? { holidays: [], swaps: [] };
  const dates = {
    firstOn: "2026-09-01",
    lastOn: "2027-01-22",
    openDays: [],
    joinedWeeks: null,
    examWeeks: null,
  };
  const weeks = layWeeks({ ...dates, holidays, swaps });
  expect(weeks).toHaveLength(21);
  expect(weeks[2]?.schoolDays.at(-1)).toEqual({ on: "2026-09-20", as: "2026-10-06" });
});

test("a bureau's administrator edits its own list; the other bureau's stays as it came", async () => {
  const reader = await signedIn(system, "sanxiao.teacher");
  const { body: first } = await reader.get(at("sanxiao")).expect(200);
  expect(first).toMatchObject({
    isOwn: false,
    revision: 0,
    can: { edit: false },
    bureau: { name: "新平县教育局" },
  });
  expect(first.days.holidays).toHaveLength(7);
  const days = { ...first.days, holidays: [{ name: "花街节", from: "2026-02-26", until: "2026-02-27" }] };
  await (await signedIn(system, "group1.lead")).put(at("group1")).send(days).expect(403);
  await admin.put(at("longnan")).send(days).expect(404);
  await admin
    .put(at("xinping"))
    .send({ ...days, holidays: [{ name: "去年", from: "2025-02-26", until: "2025-02-27" }] })
    .expect(400);
  const { body: set } = await admin.put(at("xinping")).set("If-Match", '"0"').send(days).expect(200);
  expect(set).toMatchObject({ isOwn: true, revision: 1, can: { edit: true } });
  await admin.put(at("xinping")).set("If-Match", '"0"').send(days).expect(412);
  expect((await reader.get(at("sanxiao")).expect(200)).body.days.holidays).toMatchObject([
    { name: "花街节" },
  ]);
  const { body: other } = await (await signedIn(system, "hongqi.teacher")).get(at("hongqi")).expect(200);
  expect(other).toMatchObject({ isOwn: false, bureau: { name: "龙南市教育局" } });
  expect((await reader.get(at("sanxiao", 2027)).expect(200)).body.days).toMatchObject({
    isAnnounced: false,
    swaps: [],
  });
});
