import xlsx from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import { makeXlsx } from "../../scripts/make-files/xlsx.ts";
import { openSpreadsheet } from "../../web/components/open-spreadsheet.ts";
import { broughtFile } from "../../web/features/plans/brought-sheets.ts";
import { makeXls95 } from "../indexer/make-legacy-files.ts";

const rows = [
  ["周次", "日期", "教学内容"],
  ["第1周", "9.10", "=1+1"],
];
const csv = rows.map((row) => row.join(",")).join("\r\n");
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
// 周次,课题 and 1,大 as GB18030 writes them.
const gb18030 = [0xd6, 0xdc, 0xb4, 0xce, 0x2c, 0xbf, 0xce, 0xcc, 0xe2, 0x0a, 0x31, 0x2c, 0xb4, 0xf3];
const page = `<html><body><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table></body></html>`;

const legacy = (hidden: boolean | 2) => {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), "语文");
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([["秘密"]]), "隐藏");
  book.Workbook = { Sheets: [{ name: "语文" }, { name: "隐藏", Hidden: Number(hidden) as 0 | 1 | 2 }] };
  return new Uint8Array(xlsx.write(book, { type: "buffer", bookType: "biff8" }));
};
const rowsOf = (bytes: Uint8Array) => openSpreadsheet(bytes).sheets[0]?.rows;

describe("a spreadsheet is opened by what it holds", () => {
  test("as .xlsx and as the .xls of older programs, without hidden sheets", async () => {
    expect(rowsOf(await makeXlsx({ sheets: [{ name: "语文", rows }] }))).toEqual(rows);
    expect(rowsOf(legacy(true))).toEqual(rows);
    expect(openSpreadsheet(legacy(true)).sheets.map(({ name }) => name)).toEqual(["语文"]);
    expect(openSpreadsheet(legacy(false)).sheets.map(({ name }) => name)).toEqual(["语文", "隐藏"]);
  });

  test("and a plan that is brought in tells which sheets a person has hidden, not those of programs", () => {
    const hiddenOf = (hidden: boolean | 2) => broughtFile("进度.xls", openSpreadsheet(legacy(hidden))).hidden;
    expect(hiddenOf(true)).toEqual(["隐藏"]);
    expect(hiddenOf(false)).toEqual([]);
    expect(hiddenOf(2)).toEqual([]);
  });

  test.each([
    ["UTF-8", new TextEncoder().encode(csv)],
    ["UTF-8 with a mark", new TextEncoder().encode(`\ufeff${csv}`)],
    ["UTF-16", utf16(csv)],
  ])("as csv in %s, whose cells stay as they are written", (_name, bytes) => {
    expect(rowsOf(bytes)).toEqual(rows);
  });

  test("as the .xls of Excel 95, whose texts are in the code page of its machine, and as none after it", () => {
    // 教师 and 张老师 in code page 936.
    const [name, cell] = ["bdcccaa6", "d5c5c0cfcaa6"].map((hex) => Buffer.from(hex, "hex"));
    const old = new Uint8Array(makeXls95(name as Buffer, cell as Buffer));
    expect(openSpreadsheet(old).sheets).toMatchObject([{ name: "教师", rows: [["张老师"]] }]);
    expect(rowsOf(legacy(true))).toEqual(rows);
  });

  test("as csv in GB18030, and as a web page that is called .xls", () => {
    expect(rowsOf(Uint8Array.from(gb18030))).toEqual([
      ["周次", "课题"],
      ["1", "大"],
    ]);
    expect(rowsOf(new TextEncoder().encode(page))?.[0]).toEqual(rows[0]);
  });

  test("and not read to the end where it has no end, which it says", () => {
    const long = Array.from({ length: 100_000 }, (_, row) => `${row},课`).join("\n");
    const [sheet] = openSpreadsheet(new TextEncoder().encode(long)).sheets;
    expect([sheet?.rows.length, sheet?.isCut]).toEqual([2001, true]);
  });

  test("with every sheet that there is room for, and the names of the others", async () => {
    const names = Array.from({ length: 52 }, (_, index) => `第 ${index + 1} 张`);
    const sheets = names.map((name) => ({ name, rows }));
    const brought = broughtFile("进度.xlsx", openSpreadsheet(await makeXlsx({ sheets })));
    expect(brought.sheets.map(({ name }) => name)).toEqual(names.slice(0, 50));
    expect(brought.leftOut).toEqual(names.slice(50));
    const full = { name: "空表", rows: [], merges: [], isCut: true };
    const first = { name: "语文", rows, merges: [], isCut: false };
    expect(broughtFile("进度.xlsx", { sheets: [first, full], unread: [], hidden: [] }).leftOut).toEqual([
      "空表",
    ]);
  });

  test("and its formulas are never worked out: what the program last showed is read", () => {
    const sheet = xlsx.utils.aoa_to_sheet([["周次", "教学内容", "课时"]]);
    Object.assign(sheet, {
      A2: { t: "n", f: "ROW()-1", v: 7 },
      B2: { t: "s", f: 'HYPERLINK("http://127.0.0.1/","课")', v: "山行" },
      C2: { t: "n", f: "1+1", v: 99 },
      C3: { t: "n", f: "1+1" },
      "!ref": "A1:C3",
    });
    const book = xlsx.utils.book_new();
    xlsx.utils.book_append_sheet(book, sheet, "语文");
    for (const bookType of ["xlsx", "biff8"] as const) {
      const bytes = new Uint8Array(xlsx.write(book, { type: "buffer", bookType }));
      expect(rowsOf(bytes)?.slice(0, 2)).toEqual([
        ["周次", "教学内容", "课时"],
        ["7", "山行", "99"],
      ]);
      expect(rowsOf(bytes)?.flat()).not.toContain("2");
    }
  });

  test("and refused where it is none, broken or too large", () => {
    expect(() => openSpreadsheet(Uint8Array.from([0, 1, 2, 255, 254]))).toThrow();
    expect(() => openSpreadsheet(Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9]))).toThrow();
    expect(() => openSpreadsheet(legacy(true).subarray(0, 700))).toThrow();
    expect(() => openSpreadsheet(new Uint8Array(20_000_001))).toThrow("too-large");
  });
});
