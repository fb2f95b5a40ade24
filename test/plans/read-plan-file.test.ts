import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CalendarRules } from "../../server/modules/plans/calendar-schema.ts";
import { layWeeks } from "../../server/modules/plans/lay-weeks.ts";
import { readPlanSheet } from "../../server/modules/plans/read-plan-sheet.ts";
import { readWeeks } from "../../server/modules/plans/read-weeks.ts";
import { PlanSheet } from "../../server/modules/plans/reading-schema.ts";
import { type Client, seedPeople, signedIn } from "../support/client.ts";
import { mergedDown, readRows as read, rowsOf, sheetOf } from "../support/plan-sheets.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

describe("weeks", () => {
  test.each([
    ["第3—4周", 3, 4],
    ["第十二周", 12, 12],
    ["三、四", 3, 4],
    [" 7 ", 7, 7],
    ["第一次课", 1, 1],
    ["１１－１２", 11, 12],
  ])("are read from %s", (cell, first, last) => {
    expect(readWeeks(cell)).toEqual({ weeks: { first, last } });
  });

  test.each([
    ["0", "week-out-of-range"],
    ["第60周", "week-out-of-range"],
    ["4-3", "week-unclear"],
    ["国庆", "week-unclear"],
    ["9.1-9.5", "week-unclear"],
  ])("are not read from %s", (cell, code) => {
    expect(readWeeks(cell)).toEqual({ code });
  });
});

describe("a sheet", () => {
  test("is found its header, under the lines above it, in whatever words and order", () => {
    const reading = read([
      ["三年级语文上册教学进度表"],
      ["任课教师：", "", "周课时：7"],
      ["校历周次", "教学日期", "教学时数", "教学内容安排", "教学形式", "课后作业", "备注"],
      ["第1周", "9.1--9.4", "2课时", "大青树下的小学", "讲授", "抄写生字", ""],
      ["", "", "2", "花的学校", "讲授", "", "带图片"],
      ["第2周", "9.7--9.11", "X课时", "不懂就要问", "讲授", "", ""],
    ]);
    expect(reading.headerRow).toBe(3);
    expect(reading.columns.map(({ field }) => field)).toEqual([
      "weeks",
      "dates",
      "periods",
      "content",
      null,
      "homework",
      "notes",
    ]);
    expect(reading.rows).toEqual([
      {
        number: 4,
        row: { weeks: { first: 1, last: 1 }, content: "大青树下的小学", homework: "抄写生字", periods: 2 },
      },
      { number: 5, row: { weeks: { first: 1, last: 1 }, content: "花的学校", notes: "带图片", periods: 2 } },
      { number: 6, row: { weeks: { first: 2, last: 2 }, content: "不懂就要问" } },
    ]);
    expect(reading.problems).toEqual([{ number: 6, code: "periods-unclear", text: "X课时" }]);
  });

  test("with merged cells: a week over several lessons, a lesson over several weeks, notes across", () => {
    const reading = read(
      [
        ["周次", "单元", "课文", "备注"],
        ["1", "第一单元", "山行", ""],
        ["", "", "赠刘景文", ""],
        ["2", "", "习作", ""],
        ["3", "", "", ""],
        ["注：逢国庆顺延", "", "", ""],
      ],
      [
        mergedDown(1, 0, 2),
        mergedDown(1, 1, 4),
        mergedDown(3, 2, 2),
        { row: 5, column: 0, rows: 1, columns: 4 },
      ],
    );
    expect(rowsOf(reading)).toEqual([
      [1, 1, "山行"],
      [1, 1, "赠刘景文"],
      [2, 3, "习作"],
    ]);
    expect(reading.rows.every(({ row }) => row.unit === "第一单元")).toBe(true);
  });

  test("tells of every row that it leaves out, and why", () => {
    const reading = read([
      ["周次", "内容"],
      ["", "没有周次"],
      ["60", "太晚"],
      ["5", "在后"],
      ["4", "在前"],
      ["期末", "总复习"],
    ]);
    expect(rowsOf(reading)).toEqual([
      [5, 5, "在后"],
      [4, 4, "在前"],
    ]);
    expect(reading.problems.map(({ number, code }) => [number, code])).toEqual([
      [2, "no-week"],
      [3, "week-out-of-range"],
      [6, "week-unclear"],
    ]);
    expect(reading.notices).toEqual([{ number: 5, code: "weeks-not-in-order", text: "4" }]);
    expect(read([["姓名", "电话"]]).problems).toMatchObject([{ number: 0, code: "no-header" }]);
  });

  test.each([
    {
      what: "keeps a lesson that stands alone in its line, under the week of the lines above",
      lines: [
        ["第1周", "大青树下的小学", "2"],
        ["", "花的学校", ""],
        ["第2周", "", ""],
        ["", "不懂就要问", ""],
      ],
      kept: [
        [1, 1, "大青树下的小学"],
        [1, 1, "花的学校"],
        [2, 2, "不懂就要问"],
      ],
      told: [],
    },
    {
      what: "puts nothing under a week before one that it does not understand",
      lines: [
        ["第1周", "甲", "2"],
        ["第3、5、9周", "乙", "2"],
        ["", "丙", "2"],
        ["第6周", "丁", "2"],
      ],
      kept: [
        [1, 1, "甲"],
        [6, 6, "丁"],
      ],
      told: [
        [3, "week-unclear"],
        [4, "no-week"],
      ],
    },
  ])("$what", ({ lines, kept, told }) => {
    const reading = read([["周次", "教学内容", "课时"], ...lines]);
    expect(rowsOf(reading)).toEqual(kept);
    expect(reading.problems.map(({ number, code }) => [number, code])).toEqual(told);
  });

  test("that has only dates without a year is laid over the calendar", () => {
    const holidays = [{ name: "国庆节", from: "2026-10-01", until: "2026-10-07" }];
    const weeks = layWeeks(CalendarRules.parse({ firstOn: "2026-09-01", lastOn: "2027-01-22", holidays }));
    const days = ["9.1—9.4", "9月7日", "10.1-10.7", "1.4", "2.31", "7.1"];
    const rows = [["日期", "教学内容"], ...days.map((day) => [day, `内容 ${day}`])];
    const reading = readPlanSheet(sheetOf(rows), weeks);
    expect(reading.rows.map(({ row }) => row.weeks.first)).toEqual([1, 2, 6, 19]);
    expect(reading.problems.map(({ code }) => code)).toEqual(["no-such-day", "week-out-of-range"]);
    const spans = ["9.1—9.12", "9月7日至18日", "2026年9月1日-2026年9月4日", "10.1-10.7"];
    const long = readPlanSheet(
      sheetOf([["日期", "教学内容"], ...spans.map((day) => [day, `内容 ${day}`])]),
      weeks,
    );
    expect(long.rows.map(({ row }) => [row.weeks.first, row.weeks.last])).toEqual([
      [1, 2],
      [2, 3],
      [1, 1],
      [6, 6],
    ]);
  });

  test("of any cells at all is read without failing, and what it gives is a plan's rows", () => {
    const cell = fc.oneof(
      fc.constantFrom("周次", "日期", "教学内容", "课时", "1", "第2周", "9.1", "", "=1+1", "二"),
      fc.string({ maxLength: 8 }),
    );
    const place = fc.nat({ max: 6 });
    const merge = fc.record({ row: place, column: place, rows: place, columns: place });
    const table = fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(table, fc.array(merge, { maxLength: 3 }), (rows, merges) => {
        const reading = read([["周次", "教学内容", "课时"], ...rows], merges);
        for (const { row } of reading.rows) expect(row.weeks.first).toBeLessThanOrEqual(row.weeks.last);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a sheet whose columns a person has named", () => {
  const rows = [
    ["序号", "甲", "乙"],
    ["1", "大青树下的小学", "4"],
    ["2", "花的学校", "3"],
  ];
  const readAs = (headerRow: number, columns: (string | null)[]) =>
    readPlanSheet(PlanSheet.parse({ name: "语文", rows, layout: { headerRow, columns } }), []);

  test("is read as they say, without a word of a header", () => {
    const reading = readAs(1, ["weeks", "lesson", "periods"]);
    expect(rowsOf(reading)).toEqual([
      [1, 1, "大青树下的小学"],
      [2, 2, "花的学校"],
    ]);
    expect(reading.rows[0]?.row.periods).toBe(4);
    expect(reading.columns.map(({ header }) => header)).toEqual(["序号", "甲", "乙"]);
  });

  test("has no header where they say so", () => {
    const reading = readAs(0, ["weeks", "content", null]);
    expect(reading.rows).toHaveLength(2);
    expect(reading.problems).toMatchObject([{ number: 1, code: "week-unclear", text: "序号" }]);
  });

  test("has no two columns of one meaning in one table", () => {
    expect(() => readAs(1, ["weeks", "content", "content"])).toThrow();
    expect(() => readAs(1, ["weeks", "weeks", "content"])).toThrow();
    expect(() => readAs(1, ["weeks", "content", "weeks", "content", "content"])).toThrow();
    expect(readAs(0, ["weeks", "content", "weeks", "content"]).columns).toHaveLength(4);
  });
});

describe("a workbook", () => {
  let system: TestSystem;
  let lead: Client;
  beforeAll(async () => {
    system = await startTestSystem();
    await seedPeople(system);
    lead = await signedIn(system, "sanxiao.lead");
  });
  afterAll(() => system.stop());

  test("with several subjects is read sheet by sheet, and its rows make a plan as they are", async () => {
    const table = [
      ["周次", "课题", "课时"],
      ["第1—2周", "=cmd|'/c calc'!A1", "4"],
    ];
    const heading = ["2026—2027学年上学期 三年级数学上册教学进度表", "每周 4 课时"];
    const { body } = await lead
      .post("/api/plan-readings")
      .send({
        fileName: "三年级进度.xlsx",
        sheets: [
          { name: "数学", rows: [heading, ...table] },
          { name: "语文", rows: table },
        ],
      })
      .expect(200);
    expect(body.sheets.map((sheet: { heading: object }) => sheet.heading)).toMatchObject([
      { title: heading[0], subject: "mathematics", grade: "3", periodsPerWeek: 4, term: "2026-2027-1" },
      { title: "语文", subject: "chinese" },
    ]);
    const [{ heading: said, rows }] = body.sheets;
    const plan = { ...said, periodsPerWeek: 4, unitId: unitOf("sanxiao").id };
    const given = rows.map(({ row }: { row: object }) => row);
    const made = await lead
      .post("/api/plans")
      .send({ ...plan, rows: given })
      .expect(201);
    expect(made.body.rows).toMatchObject([
      { lesson: "=cmd|'/c calc'!A1", periods: 4, weeks: { first: 1, last: 2 } },
    ]);
    const foreign = { unitId: unitOf("erxiao").id, term: "2026-2027-1" };
    const asked = { fileName: "一.xlsx", sheets: [{ name: "一", rows: table }], calendar: foreign };
    await lead.post("/api/plan-readings").send(asked).expect(404);
  });
});
