import type { CalendarRules } from "../../../server/modules/plans/index.ts";

export const term = "2026-2027-1";

/** The nation's holidays and exchanged days of this term, as schools keep them. */
const autumn: CalendarRules = {
  firstOn: "2026-09-01",
  lastOn: "2027-01-22",
  holidays: [
    { name: "中秋节", from: "2026-09-25", until: "2026-09-27" },
    { name: "国庆节", from: "2026-10-01", until: "2026-10-07" },
    { name: "元旦", from: "2027-01-01", until: "2027-01-03" },
  ],
  openDays: [],
  swaps: [
    { on: "2026-09-20", as: "2026-10-06" },
    { on: "2026-10-10", as: "2026-10-07" },
  ],
  joinedWeeks: ["2026-09-28"],
  examWeeks: [10, 20],
};

const nothingOfItsOwn: CalendarRules = {
  firstOn: null,
  lastOn: null,
  holidays: [],
  openDays: [],
  swaps: [],
  joinedWeeks: null,
  examWeeks: null,
};

/** By unit; its keeper. */
export const calendars: { unit: string; by: string; rules: CalendarRules }[] = [
  { unit: "group1", by: "group1.lead", rules: autumn },
  {
    unit: "sanxiao",
    by: "sanxiao.lead",
    rules: { ...nothingOfItsOwn, holidays: [{ name: "校运动会", from: "2026-11-26", until: "2026-11-27" }] },
  },
  { unit: "longshi", by: "longshi.lead", rules: { ...autumn, examWeeks: [11, 20] } },
];
