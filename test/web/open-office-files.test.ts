import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { makeXlsx } from "../../scripts/make-files/xlsx.ts";
import { openPackage } from "../../web/components/open-package.ts";
import { openWorkbook } from "../../web/components/open-workbook.ts";

const limits = { xmlBytes: 1_000_000, tags: 1000 };

/** A zip file whose directory names one stored part again and again, as if it were empty. */
const namingOften = (part: Uint8Array, times: number): Uint8Array => {
  const whole = Buffer.from(zipSync({ a: part }, { level: 0 }));
  const end = whole.subarray(-22);
  const start = end.readUInt32LE(16);
  const entry = whole.subarray(start, -22);
  entry.writeUInt32LE(0, 24);
  for (const at of [8, 10]) end.writeUInt16LE(times, at);
  return Buffer.concat([whole.subarray(0, start), ...Array<Buffer>(times).fill(entry), end]);
};

describe("an office file", () => {
  it("is refused where its directory names the same bytes more often than there is room for", () => {
    const part = new Uint8Array(2_000_000);
    expect(Object.keys(openPackage(namingOften(part, 2), limits))).toEqual(["a"]);
    expect(() => openPackage(namingOften(part, 64), limits)).toThrow("too-large");
  });

  it.each([
    '<!DOCTYPE d [<!ENTITY a "b">]><d/>',
    '<!DOCTYPE d [<!ENT<?x?>ITY a "b">]><d/>',
    '\ufeff <!DOCTYPE d [<!ATTLIST d a CDATA "b">]><d/>',
    '<!D<?x?>OCTYPE d [<!ENTITY a "b">]><d/>',
  ])("is refused where a part has a document type: %s", (xml) => {
    expect(() => openPackage(zipSync({ "a.xml": strToU8(xml) }), limits)).toThrow("unsafe");
  });
});

describe("a workbook", () => {
  const filledFar = (columns: number, rows: number) =>
    Array.from({ length: rows }, () => [...Array<string>(columns - 1).fill(""), "远"]);
  const cellsOf = ({ rows }: { rows: string[][] }) => rows.reduce((count, row) => count + row.length, 0);

  it("has its first sheet read as far as a list may be, of the others what is shown", async () => {
    const rows = filledFar(120, 600);
    const bytes = await makeXlsx({ sheets: ["一", "二"].map((name) => ({ name, rows })) });
    const { sheets } = openWorkbook(bytes);
    expect(sheets.map((sheet) => [sheet.rows.length, sheet.rows[0]?.length, sheet.isCut])).toEqual([
      [600, 100, true],
      [501, 61, true],
    ]);
  });

  it("has no more than a limit of cells read of all sheets together, and says where it is cut", async () => {
    const far = Array.from(
      { length: 2001 },
      (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`,
    ).join("");
    const names = Array.from({ length: 50 }, (_, place) => `页${place}`);
    const many = unzipSync(await makeXlsx({ sheets: names.map((name) => ({ name, rows: [["甲"]] })) }));
    const worksheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${far}</sheetData></worksheet>`;
    for (const name of Object.keys(many))
      if (name.startsWith("xl/worksheets/sheet")) many[name] = strToU8(worksheet);
    const { sheets } = openWorkbook(zipSync(many));
    expect(sheets).toHaveLength(50);
    expect(sheets.every(({ isCut }) => isCut)).toBe(true);
    expect(sheets.reduce((count, one) => count + cellsOf(one), 0)).toBeLessThanOrEqual(500_000);
  });
});
