import { ApiProblem } from "../../api/problem.ts";
import type { PlanSheet } from "../../api/types.ts";
import { readSpreadsheet, type Sheet, type Workbook } from "../../components/read-workbook.ts";

export interface BroughtSheet extends PlanSheet {
  /** Whether the file has more of it than was read. */
  isCut: boolean;
}

export interface BroughtFile {
  fileName: string;
  sheets: BroughtSheet[];
  /** The names of sheets of which nothing was read, since there are too many. */
  leftOut: string[];
  /** The names of sheets that are hidden in the file, of which nothing was read either. */
  hidden: string[];
}

/** A plan's table has some hundred rows; opening more than this only takes time. */
const mostBytes = 20_000_000;
/** As the server reads one sheet (POST /api/plan-readings, and 1 MB for a whole request). */
const mostCellCharacters = 4000;
const mostColumns = 100;
const mostSentBytes = 900_000;

const withoutEnd = (cells: string[]): string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);

/** As many whole rows as one request has room for. */
const sentRows = (rows: string[][]): string[][] => {
  const encoder = new TextEncoder();
  let room = mostSentBytes;
  const sent: string[][] = [];
  for (const row of rows) {
    const cells = withoutEnd(row.slice(0, mostColumns).map((cell) => cell.slice(0, mostCellCharacters)));
    room -= encoder.encode(JSON.stringify(cells)).length + 1;
    if (room < 0) break;
    sent.push(cells);
  }
  return sent;
};

const broughtSheet = ({ name, rows, merges, isCut }: Sheet): BroughtSheet => {
  const sent = sentRows(rows);
  return {
    name: name.slice(0, 255),
    rows: sent,
    merges: merges.filter(({ rows, columns }) => rows > 0 && columns > 0),
    isCut: isCut || sent.length < rows.length,
  };
};

/** The sheets of a workbook in which something stands. Throws ApiProblem where there is none. */
export const broughtFile = (name: string, { sheets, unread, hidden }: Workbook): BroughtFile => {
  const isFilled = ({ rows }: Sheet) => rows.some((row) => row.some((cell) => cell.trim() !== ""));
  // Those before it had so many cells that there was no room for its first row.
  const isPassedOver = ({ rows, isCut }: Sheet) => rows.length === 0 && isCut;
  const brought = sheets.filter(isFilled).map(broughtSheet);
  if (brought.length === 0) throw new ApiProblem(0, "plan.empty-file");
  const leftOut = [...sheets.filter(isPassedOver).map((sheet) => sheet.name), ...unread];
  return { fileName: name.slice(-255), sheets: brought, leftOut, hidden };
};

/** What helps whoever brings a plan is something else than what helps whoever looks at a document. */
const asPlanProblem = (error: unknown): unknown => {
  if (!(error instanceof ApiProblem) || !error.code.startsWith("document.")) return error;
  const isLarge = error.code === "document.too-large" || error.code === "document.timeout";
  return new ApiProblem(0, isLarge ? "plan.sheet-too-large" : "plan.no-sheet");
};

/** The same of a file. Throws ApiProblem also where it cannot be read, or is no spreadsheet. */
export const bringSheets = async (file: File): Promise<BroughtFile> => {
  if (file.size > mostBytes) throw new ApiProblem(0, "plan.sheet-too-large");
  try {
    return broughtFile(file.name, await readSpreadsheet(await file.arrayBuffer()));
  } catch (error) {
    throw asPlanProblem(error);
  }
};
