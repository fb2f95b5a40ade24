import { read, utils, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { zipSync } from "fflate";
import { openPackage } from "./open-package.ts";
import type { Sheet, Workbook } from "./read-workbook.ts";

/** It is read here, in a worker that is ended when it takes too long. */
const limits = { xmlBytes: 60_000_000, tags: 10_000_000 };
const mostSheets = 50;
const mostMerges = 2000;
/** Of all sheets together. */
const mostCells = 500_000;
const mostRows = 2001;
/** The first sheet may be a list that is read to its end, of the others no more is shown. */
const sizeOf = (place: number) =>
  place === 0 ? { rows: mostRows, columns: 100 } : { rows: 501, columns: 61 };

type Cells = ({ w?: string; v?: unknown } | undefined)[][];

/** As many whole rows as there is room for. */
const takeRows = (cells: Cells, columns: number, room: number): string[][] => {
  const rows: string[][] = [];
  let taken = 0;
  for (const row of cells) {
    const beginning = (row ?? []).slice(0, columns);
    taken += beginning.length;
    if (taken > room) break;
    rows.push(Array.from(beginning, (cell) => cell?.w ?? String(cell?.v ?? "")));
  }
  return rows;
};

const readSheet = (name: string, sheet: WorkSheet, place: number, room: number): Sheet => {
  const size = sizeOf(place);
  const cells = ((sheet["!data"] ?? []) as Cells).slice(0, size.rows);
  const rows = takeRows(cells, size.columns, room);
  const full = utils.decode_range(sheet["!fullref"] ?? sheet["!ref"] ?? "A1");
  return {
    name,
    rows,
    merges: (sheet["!merges"] ?? []).slice(0, mostMerges).map(({ s, e }) => ({
      row: s.r,
      column: s.c,
      rows: Math.min(e.r, rows.length - 1) - s.r + 1,
      columns: Math.min(e.c, size.columns - 1) - s.c + 1,
    })),
    isCut: rows.length < cells.length || full.e.r >= size.rows || full.e.c >= size.columns,
  };
};

/** How a workbook is read, whatever its format: nothing is worked out, and one row more than is shown, to know of it. */
export const readingOptions = { dense: true, sheetRows: mostRows + 1, cellFormula: false, cellHTML: false };

const shown = 0;
const hiddenByPerson = 1;

/** The beginnings of a workbook's sheets, its hidden ones left out. */
export const sheetsOf = ({ SheetNames, Sheets, Workbook }: WorkBook): Workbook => {
  const hiddenOf = (place: number) => Workbook?.Sheets?.[place]?.Hidden ?? shown;
  const visible = SheetNames.filter((_, place) => hiddenOf(place) === shown);
  // The other way of hiding is that of programs, which keep things of their own so.
  const hidden = SheetNames.filter(
    (name, place) => hiddenOf(place) === hiddenByPerson && Sheets[name]?.["!ref"],
  );
  let room = mostCells;
  const sheets = visible.slice(0, mostSheets).map((name, place) => {
    const sheet = readSheet(name, Sheets[name] as WorkSheet, place, room);
    room -= sheet.rows.reduce((cells, row) => cells + row.length, 0);
    return sheet;
  });
  return { sheets, unread: visible.slice(mostSheets), hidden };
};

/** The sheets of an .xlsx file. Throws Refused as `openPackage` does. */
export const openWorkbook = (bytes: Uint8Array): Workbook =>
  sheetsOf(read(zipSync(openPackage(bytes, limits), { level: 0 }), readingOptions));
