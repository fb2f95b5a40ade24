import { describe, expect, test } from "vitest";
import { CalendarRules } from "../../server/modules/plans/calendar-schema.ts";
import { layWeeks } from "../../server/modules/plans/lay-weeks.ts";
import { readPlanSheet } from "../../server/modules/plans/read-plan-sheet.ts";
import { mergedDown, readRows, rowsOf, sheetOf } from "../support/plan-sheets.ts";

const calendar = layWeeks(
  CalendarRules.parse({
    firstOn: "2026-09-01",
    lastOn: "2027-01-22",
    holidays: [{ name: "国庆节", from: "2026-10-01", until: "2026-10-07" }],
  }),
);
const header = ["周次", "日期", "教学内容", "课时"];
const told = (notices: { number: number; code: string }[]) =>
  notices.map(({ number, code }) => [number, code]);

describe("dates beside weeks", () => {
  const lines = [
    ["1", "8.31-9.6", "甲", ""],
    ["2", "9.1-9.5", "乙", ""],
    ["5", "2月31日", "丙", ""],
    ["5", "99.99", "丁", ""],
    ["6", "国庆放假", "戊", ""],
    ["6", "10.1-10.9", "己", ""],
    ["7", "7.1", "庚", ""],
    ["第8周 9.1", "", "辛", ""],
  ];

  test("are held against the calendar: their rows are kept by their weeks, and are to be checked", () => {
    const reading = readPlanSheet(sheetOf([header, ...lines]), calendar);
    expect(rowsOf(reading).map(([first]) => first)).toEqual([1, 2, 5, 5, 6, 6, 7, 8]);
    expect(reading.problems).toEqual([]);
    expect(told(reading.notices)).toEqual([
      [3, "dates-of-other-weeks"],
      [4, "impossible-date"],
      [5, "impossible-date"],
      [8, "dates-of-other-weeks"],
      [9, "dates-of-other-weeks"],
    ]);
    expect(reading.notices[0]?.text).toBe("9.1-9.5");
  });

  test("are only held against the possible where there is no calendar", () => {
    expect(told(readRows([header, ...lines]).notices)).toEqual([
      [4, "impossible-date"],
      [5, "impossible-date"],
    ]);
  });

  test("that are merged with those above are told once", () => {
    const rows = [header, ["1", "11.2-11.6", "甲", ""], ["", "", "乙", ""]];
    const reading = readPlanSheet(sheetOf(rows, [mergedDown(1, 0, 2), mergedDown(1, 1, 2)]), calendar);
    expect(rowsOf(reading)).toHaveLength(2);
    expect(told(reading.notices)).toEqual([[2, "dates-of-other-weeks"]]);
  });

  test("of a line under a week leave it there without a calendar, and with one are its week", () => {
    const rows = [header, ["1", "9.1", "甲", ""], ["", "9.8", "乙", ""], ["", "2.31", "丙", ""]];
    expect(rowsOf(readRows(rows)).map(([first]) => first)).toEqual([1, 1, 1]);
    const reading = readPlanSheet(sheetOf(rows), calendar);
    expect(rowsOf(reading).map(([first]) => first)).toEqual([1, 2, 2]);
    expect(told(reading.notices)).toEqual([[4, "impossible-date"]]);
  });
});

test("days alone in a column of weeks are weeks of the calendar", () => {
  const rows = [
    ["周次", "教学内容"],
    ["9.1-9.4", "甲"],
    ["9月7日-9月18日", "乙"],
  ];
  expect(rowsOf(readPlanSheet(sheetOf(rows), calendar))).toEqual([
    [1, 1, "甲"],
    [2, 3, "乙"],
  ]);
  expect(readRows(rows).problems.map(({ code }) => code)).toEqual(["week-unclear", "week-unclear"]);
});

test("weeks in a column of dates are weeks, with and without a calendar", () => {
  const rows = [
    ["时间", "教学内容"],
    ["第一周（9.1-9.4）", "甲"],
    ["2", "乙"],
    ["国庆", "丙"],
  ];
  for (const weeks of [[], calendar]) {
    const reading = readPlanSheet(sheetOf(rows), weeks);
    expect(rowsOf(reading)).toEqual([
      [1, 1, "甲"],
      [2, 2, "乙"],
    ]);
    expect(told(reading.problems)).toEqual([[4, "week-unclear"]]);
  }
});

test("words beside a week are what is taught, or a note to it", () => {
  const reading = readRows(
    [
      header,
      ["第1周 开学", "", "甲", ""],
      ["第2周", "", "乙", ""],
      ["第3周（国庆）", "", "", ""],
      ["第4周 运动会", "", "丙", ""],
      ["", "", "丁", ""],
      ["第5周 期中考试", "", "", "2"],
      ["第6周 复习", "", "", ""],
      ["", "", "", ""],
    ],
    [mergedDown(2, 2, 2), mergedDown(4, 0, 2), mergedDown(7, 0, 2)],
  );
  expect(reading.rows.map(({ row }) => row)).toEqual([
    { weeks: { first: 1, last: 1 }, content: "甲", notes: "开学" },
    { weeks: { first: 2, last: 3 }, content: "乙", notes: "国庆" },
    { weeks: { first: 4, last: 4 }, content: "丙", notes: "运动会" },
    { weeks: { first: 4, last: 4 }, content: "丁" },
    { weeks: { first: 5, last: 5 }, content: "期中考试", periods: 2 },
    { weeks: { first: 6, last: 6 }, content: "复习" },
  ]);
  expect(reading.problems).toEqual([]);
});

test("weeks and periods that are only likely are taken, and are to be checked", () => {
  const reading = readRows([header, ["1\n2", "", "甲", "1-2"], ["3月4日", "", "乙", "4+1"]]);
  expect(reading.rows.map(({ row }) => [row.weeks.first, row.weeks.last, row.periods])).toEqual([
    [1, 2, 2],
    [3, 4, 5],
  ]);
  expect(told(reading.notices)).toEqual([
    [2, "weeks-guessed"],
    [2, "periods-guessed"],
    [3, "weeks-guessed"],
  ]);
});
