import { describe, expect, test } from "vitest";
import { CalendarRules } from "../../server/modules/plans/calendar-schema.ts";
import { layWeeks } from "../../server/modules/plans/lay-weeks.ts";
import { readDates } from "../../server/modules/plans/read-dates.ts";
import { readPeriods } from "../../server/modules/plans/read-periods.ts";
import { readWeeks } from "../../server/modules/plans/read-weeks.ts";

describe("a cell of weeks", () => {
  test.each([
    ["Week 1", 1, 1],
    ["Week 3-4", 3, 4],
    ["W12", 12, 12],
    ["第 12 周", 12, 12],
    ["第3周至第4周", 3, 4],
    ["第3周\n—\n第4周", 3, 4],
    ["1,2,3", 1, 3],
    ["1、2、3", 1, 3],
    ["第3、4、5周", 3, 5],
    ["三、四", 3, 4],
    ["第1周和第2周", 1, 2],
  ])("%j tells a span", (cell, first, last) => {
    expect(readWeeks(cell)).toEqual({ weeks: { first, last } });
  });

  test.each([
    ["1\n2", 1, 2],
    ["1 2周", 1, 2],
    ["第1\n2周", 1, 2],
    ["3月4日", 3, 4],
    ["2026/3/4", 3, 4],
    ["3/4/26", 3, 4],
    ["4-Mar", 3, 4],
  ])("%j may tell a span, and asks to be checked", (cell, first, last) => {
    expect(readWeeks(cell)).toEqual({ weeks: { first, last }, notice: "weeks-guessed" });
  });

  test.each([
    "1\n5",
    "12 3",
    "1、3",
    "1,2,4",
    "9月1日",
    "9.1-9.5",
    "2.31",
    "第1周2",
    "5期中",
    "三四",
    "第三单元",
    "2026/9/1",
    "10:30",
    `${"1、".repeat(49)}x`,
    `${"1 ".repeat(49)}x`,
  ])("%j is not understood", (cell) => {
    expect(readWeeks(cell)).toEqual({ code: "week-unclear" });
  });

  test.each([
    ["第5周 期中考试", 5, 5, "期中考试"],
    ["第5周期中考试", 5, 5, "期中考试"],
    ["10\n月考", 10, 10, "月考"],
    ["第3-4周：运动会", 3, 4, "运动会"],
    ["5~6周（国庆）", 5, 6, "国庆"],
    ["第6周 100以内的加法", 6, 6, "100以内的加法"],
    ["12.", 12, 12, undefined],
  ])("%j tells a week and words", (cell, first, last, words) => {
    expect(readWeeks(cell)).toEqual({ weeks: { first, last }, words });
  });

  test.each([
    ["第一周 9.1-9.5", 1, 1, "9.1-9.5"],
    ["1\n9.1-9.5", 1, 1, "9.1-9.5"],
    ["第1周9.1—9.5", 1, 1, "9.1—9.5"],
    ["第2周（9月8日-9月12日）", 2, 2, "9月8日-9月12日"],
    ["3-4\n9.15-9.26", 3, 4, "9.15-9.26"],
    ["9.1-9.5（第1周）", 1, 1, "9.1-9.5"],
    ["9月15日—26日\n第3-4周", 3, 4, "9月15日—26日"],
  ])("%j tells a week and its dates", (cell, first, last, dates) => {
    expect(readWeeks(cell)).toEqual({ weeks: { first, last }, dates });
  });

  test.each([
    ["第9周（10.26-10.30）期中考试", "10.26-10.30", "期中考试"],
    ["第9周 10.26期中考试", "10.26期中考试", "10.26期中考试"],
  ])("%j tells a week, its dates and words", (cell, dates, words) => {
    expect(readWeeks(cell)).toEqual({ weeks: { first: 9, last: 9 }, dates, words });
  });
});

describe("a cell of dates", () => {
  const weeks = layWeeks(CalendarRules.parse({ firstOn: "2026-09-01", lastOn: "2027-01-22" }));

  test.each([
    ["9.1—9.4", 1, 1],
    ["9，1-9，4", 1, 1],
    ["0901-0904", 1, 1],
    ["20260907-20260918", 2, 3],
    ["9.7\n9.18", 2, 3],
    ["9月7日\n9月18日", 2, 3],
    ["9月 7日 – 18日", 2, 3],
    ["2026年9月7日—2026年9月11日", 2, 2],
    ["9.7（周一）-9.11（周五）", 2, 2],
    ["9月7号起", 2, 2],
    ["9/7/26", 2, 2],
    ["2026-09-07", 2, 2],
    ["1.4", 19, 19],
    ["1-4", 19, 19],
  ])("%j tells weeks of the calendar", (cell, first, last) => {
    expect(readDates(cell, weeks)).toEqual({ weeks: { first, last } });
  });

  test.each([
    ["国庆", "week-unclear"],
    ["9.1.4-9.5", "week-unclear"],
    ["9.1、9.3、9.5", "week-unclear"],
    ["1周2日", "week-unclear"],
    ["2月31日", "no-such-day"],
    ["99.99", "no-such-day"],
    ["13.1", "no-such-day"],
    ["7.1", "week-out-of-range"],
    [`${"1-".repeat(49)}x`, "week-unclear"],
  ])("%j is told as %s", (cell, code) => {
    expect(readDates(cell, weeks)).toEqual({ code });
  });
});

describe("a cell of periods", () => {
  test.each([
    ["2", 2],
    ["2课时", 2],
    ["两课时", 2],
    ["十二课时", 12],
    ["2 节课", 2],
    ["共4节", 4],
    ["2个课时", 2],
    ["2课时（含习作）", 2],
    ["4+1", 5],
    ["4课时+1课时", 5],
    ["0", 0],
  ])("%j tells a number", (cell, periods) => {
    expect(readPeriods(cell)).toEqual({ periods });
  });

  test.each([
    ["1-2", 2],
    ["2～3课时", 3],
    ["1课时至2课时", 2],
    ["1月2日", 2],
  ])("%j may tell a number, and asks to be checked", (cell, periods) => {
    expect(readPeriods(cell)).toEqual({ periods, notice: "periods-guessed" });
  });

  test.each(["", "1 2", "X课时", "61", "60+1", "3-2", "0.5", "每周2", `${"1+".repeat(19)}x`])(
    "%j is not understood",
    (cell) => {
      expect(readPeriods(cell)).toBeNull();
    },
  );
});
