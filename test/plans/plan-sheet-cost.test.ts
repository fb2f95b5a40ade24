import { describe, expect, test } from "vitest";
import { readPlanSheet } from "../../server/modules/plans/read-plan-sheet.ts";
import { PlanSheet } from "../../server/modules/plans/reading-schema.ts";
import { newAllowance } from "../../server/modules/plans/sheet-cells.ts";
import { readRows, rowsOf } from "../support/plan-sheets.ts";

const whole = { row: 0, column: 0, rows: 2001, columns: 100 };
const empty = Array.from({ length: 2001 }, () => [] as string[]);
const wide = [Array.from({ length: 100 }, () => ""), ...empty.slice(1)];
const spent = (given: object) => {
  const allowance = newAllowance();
  const before = { ...allowance };
  const read = readPlanSheet(PlanSheet.parse({ name: "大", ...given }), [], allowance);
  return {
    read,
    cells: before.cells - allowance.cells,
    characters: before.characters - allowance.characters,
  };
};

describe("what a small request may cost", () => {
  test("merged cells are filled once for a sheet, however many tables it has", () => {
    const header = ["周次", "教学内容"];
    const rows = [
      [...header, ...header, ...header],
      ["1", "甲", "2", "乙", "3", "丙"],
      ["", "", "", "", "", ""],
    ];
    const merges = [{ row: 1, column: 1, rows: 2, columns: 1 }];
    const columns = ["weeks", "content", "weeks", "content", "weeks", "content"];
    expect(spent({ rows, merges }).cells).toBe(2);
    expect(spent({ rows, merges, layout: { headerRow: 1, columns } }).cells).toBe(2);
  });

  test("of cells that no row reaches none is filled", () => {
    expect(spent({ rows: empty, merges: [whole] }).cells).toBe(0);
  });

  test("merges that reach over too much in all are told and not filled", () => {
    const { cells, read } = spent({ rows: wide, merges: [whole] });
    expect(cells).toBe(0);
    expect(read.problems.map(({ code }) => code)).toContain("merges-not-filled");
  });

  test("of merges that lie over each other the first is filled, and each that was tried is counted", () => {
    const rows = [
      ["周次", "教学内容"],
      ["1", "甲"],
      ["2", ""],
      ["3", ""],
    ];
    const merges = [
      { row: 1, column: 1, rows: 2, columns: 1 },
      { row: 1, column: 1, rows: 3, columns: 1 },
    ];
    const { cells, read } = spent({ rows, merges });
    expect(cells).toBe(5);
    expect(rowsOf(read)).toEqual([[1, 2, "甲"]]);
    expect(read.problems).toEqual([{ number: 0, code: "merges-not-filled", text: "大" }]);
  });

  test("what is answered of a text that merged cells repeat is bounded, and told", () => {
    const long = "长".repeat(2000);
    const lines = Array.from({ length: 499 }, (_, line) => [
      "1",
      `第 ${line} 课`,
      line === 0 ? long : "",
      "",
    ]);
    const merges = [{ row: 1, column: 2, rows: 499, columns: 2 }];
    const { read, characters } = spent({ rows: [["周次", "课题", "内容", "作业"], ...lines], merges });
    expect(characters).toBeLessThanOrEqual(1_000_000);
    expect(read.rows.length).toBeGreaterThan(100);
    expect(read.rows.length).toBeLessThan(499);
    expect(read.problems.at(-1)).toMatchObject({ code: "too-much-text" });
  });

  test("what was not understood is quoted and listed only so far", () => {
    const lines = Array.from({ length: 2000 }, () => [`？${"看".repeat(3000)}`, "甲"]);
    const { problems } = readRows([
      ["周次", "教学内容"],
      ...lines.map((line) => line.map((cell) => cell.slice(0, 200))),
    ]);
    expect(problems.length).toBeLessThan(1100);
    expect(problems.at(-1)).toMatchObject({ code: "too-many-problems" });
    for (const { text } of problems) expect(text.length).toBeLessThanOrEqual(80);
  });

  test("of tables beside each other only so many lines are read, and which are not is told", () => {
    const lines = Array.from({ length: 1999 }, (_, line) => [
      "1",
      line === 0 ? "甲" : "",
      "2",
      line === 0 ? "乙" : "",
    ]);
    const rows = [["周次", "内容", "周次", "内容"], ...lines];
    expect(rowsOf(spent({ rows }).read)).toHaveLength(2);
    const layout = {
      headerRow: 1,
      columns: Array.from({ length: 40 }, (_, c) => (c % 2 ? "content" : "weeks")),
    };
    const { read } = spent({ rows: rows.map((row) => Array.from({ length: 10 }, () => row).flat()), layout });
    expect(rowsOf(read)).toHaveLength(2);
    expect(read.problems.filter(({ code }) => code === "other-table")).toHaveLength(18);
  });

  test("of tables beside each other empty lines are not counted", () => {
    const header = ["周次", "内容"];
    const filled = [
      [...header, ...header, ...header],
      ["1", "甲", "2", "乙", "3", "丙"],
    ];
    const { read } = spent({ rows: [...filled, ...empty.slice(2)] });
    expect(rowsOf(read).map(([first]) => first)).toEqual([1, 2, 3]);
  });
});
