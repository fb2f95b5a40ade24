import { readPlanSheet, type SheetRead } from "../../server/modules/plans/read-plan-sheet.ts";
import { PlanSheet } from "../../server/modules/plans/reading-schema.ts";

export const sheetOf = (rows: string[][], merges: object[] = [], name = "语文") =>
  PlanSheet.parse({ name, rows, merges });

/** A cell that reaches over the rows under it. */
export const mergedDown = (row: number, column: number, rows: number) => ({ row, column, rows, columns: 1 });

/** How cells are understood where no calendar tells the weeks of days. */
export const readRows = (rows: string[][], merges: object[] = []): SheetRead =>
  readPlanSheet(sheetOf(rows, merges), []);

/** First and last week, and what is taught. */
export const rowsOf = ({ rows }: SheetRead) =>
  rows.map(({ row }) => [row.weeks.first, row.weeks.last, row.lesson ?? row.content]);
