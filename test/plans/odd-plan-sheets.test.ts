import { describe, expect, test } from "vitest";
import { mergedDown, readRows, rowsOf } from "../support/plan-sheets.ts";

test("a sheet keeps lessons whose weeks overlap, each with its own weeks, and asks to look at them", () => {
  const weeks = ["1—2", "2—3", "第3—5周", "第4周", "第4—6周"];
  const reading = readRows([["周次", "教学内容"], ...weeks.map((week) => [week, `内容 ${week}`])]);
  expect(reading.rows.map(({ row }) => [row.weeks.first, row.weeks.last])).toEqual([
    [1, 2],
    [2, 3],
    [3, 5],
    [4, 4],
    [4, 6],
  ]);
  expect(reading.problems).toEqual([]);
  expect(reading.notices).toEqual([{ number: 5, code: "weeks-overlap", text: "第4周" }]);
});

test("a sheet tells of a line that has periods and nothing that is taught", () => {
  const reading = readRows(
    [
      ["周次", "教学内容", "课时", "备注"],
      ["1", "山行", "2", ""],
      ["2", "", "4", ""],
      ["", "", "3", ""],
      ["3", "赠刘景文", "2", ""],
      ["4", "", "", ""],
      ["合计", "", "11", ""],
    ],
    [mergedDown(4, 2, 2)],
  );
  expect(rowsOf(reading)).toEqual([
    [1, 1, "山行"],
    [3, 3, "赠刘景文"],
  ]);
  expect(reading.problems).toEqual([
    { number: 3, code: "no-lesson", text: "2 4" },
    { number: 4, code: "no-lesson", text: "3" },
    { number: 7, code: "no-lesson", text: "合计 11" },
  ]);
});

describe("a table beside the table", () => {
  const header = ["周次", "教学内容", "课时"];
  const beside = (weeks: [number, number][], between: string[] = []) =>
    readRows([
      ["三年级语文教学进度表"],
      [...header, ...between, ...header],
      ...weeks.map(([left, right]) => [
        String(left),
        `左 ${left}`,
        "2",
        ...between.map(() => ""),
        String(right),
        `右 ${right}`,
        "3",
      ]),
      ["", "", "", ...between.map(() => ""), "", "右边的另一课", "1"],
    ]);

  test.each([
    ["at once", []],
    ["after an empty column", [""]],
  ])("that goes on with its weeks is read as one, %s", (_, between) => {
    const reading = beside(
      [
        [1, 3],
        [2, 4],
      ],
      between,
    );
    expect(rowsOf(reading)).toEqual([
      [1, 1, "左 1"],
      [2, 2, "左 2"],
      [3, 3, "右 3"],
      [4, 4, "右 4"],
      [4, 4, "右边的另一课"],
    ]);
    expect(reading.rows.map(({ row }) => row.periods)).toEqual([2, 2, 3, 3, 1]);
    expect(reading.problems).toEqual([]);
    const fields = ["weeks", "content", "periods"];
    expect(reading.columns.map(({ field }) => field)).toEqual([
      ...fields,
      ...between.map(() => null),
      ...fields,
    ]);
  });

  test("that has the same weeks is another plan: its columns are named, and nobody's rows are mixed", () => {
    const reading = beside([
      [1, 1],
      [2, 2],
    ]);
    expect(rowsOf(reading)).toEqual([
      [1, 1, "左 1"],
      [2, 2, "左 2"],
    ]);
    expect(reading.problems).toEqual([{ number: 2, code: "other-table", text: "D–F" }]);
    expect(reading.columns.slice(3).map(({ field }) => field)).toEqual([null, null, null]);
  });
});
