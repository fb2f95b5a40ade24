import { describe, expect, test } from "vitest";
import { readPlanSheet } from "../../server/modules/plans/read-plan-sheet.ts";
import { PlanSheet } from "../../server/modules/plans/reading-schema.ts";
import { openWorkbook } from "../../web/components/open-workbook.ts";
import { type CorpusFile, corpusFiles } from "../support/corpus.ts";
import { readRows, rowsOf } from "../support/plan-sheets.ts";

const fieldsOf = (header: string[]) =>
  readRows([header, header.map((_, column) => String(column + 1))]).columns.map(({ field }) => field);

describe("the header", () => {
  test.each([
    ["授课内容", "content"],
    ["学习内容", "content"],
    ["主要内容", "content"],
    ["进度", "content"],
    ["教学进度", "content"],
    ["教学要点", "content"],
    ["教学内容及要求", "content"],
    ["教学章节", "unit"],
    ["章节", "unit"],
    ["授课题目", "lesson"],
    ["计划课时", "periods"],
    ["教学课时", "periods"],
    ["预计课时", "periods"],
    ["授课时数", "periods"],
    ["课时（节）", "periods"],
    ["教学时间", "dates"],
    ["授课时间", "dates"],
    ["起止时间", "dates"],
    ["起止日期", "dates"],
    ["授课日期", "dates"],
    ["课次", null],
    ["课序", null],
    ["节次", null],
    ["课时序号", null],
    ["序号", null],
    ["教学目标", null],
  ])("%s beside weeks and a lesson is a column of %s", (header, field) => {
    const other = field === "lesson" ? "内容" : "课文";
    expect(fieldsOf(["周次", other, header])[2]).toBe(field);
  });

  test.each(["周序", "第几周", "起止周次", "起止周", "授课周次", "周次安排", "Week", "Weeks"])(
    "%s is a column of weeks",
    (header) => {
      expect(fieldsOf([header, "教学内容"])).toEqual(["weeks", "content"]);
    },
  );
});

test("lessons that are numbered are no weeks: the other columns are understood, and the missing one is told", () => {
  const lines = Array.from({ length: 40 }, (_, lesson) => [`${lesson + 1}`, `第 ${lesson + 1} 课`, "2"]);
  const reading = readRows([["四年级美术"], ["课次", "教学内容", "课时"], ...lines]);
  expect(reading.rows).toEqual([]);
  expect(reading.headerRow).toBe(2);
  expect(reading.columns.map(({ field }) => field)).toEqual([null, "content", "periods"]);
  expect(reading.problems).toEqual([{ number: 2, code: "no-week-column", text: "语文" }]);
});

test("lessons that are numbered stay beside weeks, whichever comes first", () => {
  const reading = readRows([
    ["课次", "周次", "教学内容"],
    ["1", "1", "甲"],
    ["2", "1", "乙"],
  ]);
  expect(rowsOf(reading)).toEqual([
    [1, 1, "甲"],
    [1, 1, "乙"],
  ]);
});

test("a table of something else has no header", () => {
  expect(
    readRows([
      ["姓名", "说明"],
      ["甲", "乙"],
    ]).problems,
  ).toMatchObject([{ code: "no-header" }]);
  expect(
    readRows([
      ["内容", "内容"],
      ["甲", "乙"],
    ]).problems,
  ).toMatchObject([{ code: "no-header" }]);
});

const real = corpusFiles("documents/zh", "reading a real course plan");
test.runIf(real)(
  "a real course plan of numbered lessons is read whole once these are said to be its weeks",
  () => {
    const file = real?.find(({ name }) => name.endsWith("课程大纲.xlsx"));
    const [opened] = openWorkbook(new Uint8Array((file as CorpusFile).read())).sheets;
    const readAs = (layout?: object) =>
      readPlanSheet(
        PlanSheet.parse({
          name: "一",
          rows: opened?.rows,
          merges: opened?.merges,
          ...(layout && { layout }),
        }),
        [],
      );
    const first = readAs();
    const fields = first.columns.slice(0, 4).map(({ field }) => field);
    expect(fields).toEqual([null, "unit", "content", "notes"]);
    expect(first.problems.map(({ code }) => code)).toEqual(["no-week-column"]);
    const reading = readAs({ headerRow: first.headerRow, columns: ["weeks", ...fields.slice(1)] });
    expect(reading.rows.map(({ row }) => row.weeks.first)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(reading.rows[2]?.row).toMatchObject({ unit: "Vue入门" });
    expect(reading.problems).toEqual([]);
  },
);

describe("weeks as rows across the table", () => {
  const header = ["课题", "教学内容", "课时"];
  const across = (row: number) => ({ row, column: 0, rows: 1, columns: 3 });
  const rows = [
    header,
    ["第一周 9.1-9.4", "", ""],
    ["大青树下的小学", "认字", "2"],
    ["花的学校", "", "2"],
    ["第2周", "第2周", "第2周"],
    ["不懂就要问", "", "3"],
    ["第3—4周 国庆", "", ""],
  ];

  test.each([
    ["merged", [across(1), across(4), across(6)]],
    ["in their first cell", []],
  ])("hold for the rows under them, %s", (_, merges) => {
    const written =
      merges.length > 0 ? rows : rows.map((row) => (row[0] === "第2周" ? ["第2周", "", ""] : row));
    const reading = readRows(written, merges);
    expect(rowsOf(reading)).toEqual([
      [1, 1, "大青树下的小学"],
      [1, 1, "花的学校"],
      [2, 2, "不懂就要问"],
      [3, 4, "国庆"],
    ]);
    expect(reading.problems).toEqual([]);
  });

  test("are told from lessons that speak of weeks", () => {
    const reading = readRows([
      ["周次", ...header],
      ["1", "甲", "", "2"],
      ["", "一周一练", "", ""],
    ]);
    expect(rowsOf(reading).map(([first, , lesson]) => [first, lesson])).toEqual([
      [1, "甲"],
      [1, "一周一练"],
    ]);
  });

  test("hold also where a column tells weeks", () => {
    const reading = readRows(
      [
        ["周次", "教学内容", "备注"],
        ["第1周", "", ""],
        ["", "甲", ""],
        ["", "乙", ""],
      ],
      [across(1)],
    );
    expect(rowsOf(reading)).toEqual([
      [1, 1, "甲"],
      [1, 1, "乙"],
    ]);
  });
});

test("a first and a last week in two columns are a span", () => {
  const header = ["起始周", "结束周", "教学内容"];
  const reading = readRows([
    header,
    ["1", "2", "甲"],
    ["第3周", "第3周", "乙"],
    ["4", "", "丙"],
    ["6", "5", "丁"],
    ["", "9", "戊"],
  ]);
  expect(reading.columns.map(({ field }) => field)).toEqual(["weeks", "weeksUntil", "content"]);
  expect(rowsOf(reading)).toEqual([
    [1, 2, "甲"],
    [3, 3, "乙"],
    [4, 4, "丙"],
  ]);
  expect(reading.problems).toEqual([
    { number: 5, code: "week-unclear", text: "6 5" },
    { number: 6, code: "no-week", text: "戊" },
  ]);
});
