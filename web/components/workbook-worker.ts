import { read, utils, type WorkSheet } from "@e965/xlsx";
import { zipSync } from "fflate";
import { answerMessages } from "./answer-messages.ts";
import { openPackage } from "./open-package.ts";
import type { Sheet, Workbook } from "./read-workbook.ts";

/** It is read here, in a worker that is ended when it takes too long. */
const limits = { xmlBytes: 60_000_000, tags: 10_000_000 };
const mostSheets = 50;
const mostRows = 2001;
const mostColumns = 100;
const mostMerges = 2000;

const readSheet = (name: string, sheet: WorkSheet): Sheet => {
  const cells = (sheet["!data"] ?? []) as ({ w?: string; v?: unknown } | undefined)[][];
  const rows = Array.from(cells, (row) =>
    Array.from(row ?? [], (cell) => cell?.w ?? String(cell?.v ?? "")).slice(0, mostColumns),
  );
  const full = utils.decode_range(sheet["!fullref"] ?? sheet["!ref"] ?? "A1");
  return {
    name,
    rows,
    merges: (sheet["!merges"] ?? []).slice(0, mostMerges).map(({ s, e }) => ({
      row: s.r,
      column: s.c,
      rows: Math.min(e.r, rows.length - 1) - s.r + 1,
      columns: Math.min(e.c, mostColumns - 1) - s.c + 1,
    })),
    isCut: full.e.r >= mostRows || full.e.c >= mostColumns,
  };
};

const readWorkbook = (bytes: Uint8Array): Workbook => {
  const checked = zipSync(openPackage(bytes, limits), { level: 0 });
  const { SheetNames, Sheets, Workbook } = read(checked, {
    dense: true,
    sheetRows: mostRows,
    cellFormula: false,
    cellHTML: false,
  });
  const shown = SheetNames.filter((_, index) => !Workbook?.Sheets?.[index]?.Hidden).slice(0, mostSheets);
  return { sheets: shown.map((name) => readSheet(name, Sheets[name] as WorkSheet)) };
};

answerMessages(readWorkbook);
