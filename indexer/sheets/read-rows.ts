import type { ExtractLimits } from "../extract/extract-result.ts";
import { readSharedStrings, readWorkbook } from "../extract/extract-spreadsheet.ts";
import { openArchive } from "../extract/open-archive.ts";
import { openOfficeFile, readRelationships } from "../extract/open-office-file.ts";

/** One row of a sheet: its number as a spreadsheet program shows it, and its cells as text, empty ones included. */
export interface SheetRow {
  number: number;
  cells: string[];
}

const mostRows = 50_000;
const mostColumns = 100;

/** "C7" → 2 */
const columnOf = (reference: string): number => {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
};

/** The rows of a workbook's first sheet, formulas as last calculated. Hostile input: runs in a process of its own. */
export async function readRows(path: string, limits: ExtractLimits): Promise<SheetRow[]> {
  const archive = await openArchive(path, limits);
  try {
    const file = await openOfficeFile(archive);
    const relationships = await readRelationships(archive, file.mainPart);
    const {
      sheets: [sheet],
    } = await readWorkbook(file, new Map(relationships.map(({ id, target }) => [id, target])));
    const stringsPart = relationships.find(({ type }) => type === "sharedStrings")?.target;
    const strings = await readSharedStrings(file, stringsPart, limits.maxCharacters);
    const rows: SheetRow[] = [];
    let row: SheetRow = { number: 0, cells: [] };
    let [column, type, value, isValue] = [-1, "n", "", false];
    if (sheet)
      await archive.parse(sheet.target, {
        skip: new Set(["f", "rPh", "headerFooter", "extLst"]),
        open(name, attributes) {
          isValue = name === "v" || name === "t";
          if (name === "row") row = { number: Number(attributes.r ?? row.number + 1), cells: [] };
          if (name !== "c") return;
          column = attributes.r ? columnOf(attributes.r) : column + 1;
          type = attributes.t ?? "n";
          value = "";
        },
        text(text) {
          if (isValue) value += text;
        },
        close(name) {
          isValue = false;
          if (name === "c" && column >= 0 && column < mostColumns) {
            while (row.cells.length < column) row.cells.push("");
            row.cells[column] = (type === "s" ? (strings[Number(value)] ?? "") : value).trim();
          }
          if (name === "row") {
            column = -1;
            if (rows.length < mostRows && row.cells.some((cell) => cell !== "")) rows.push(row);
          }
        },
      });
    return rows;
  } finally {
    archive.close();
  }
}
