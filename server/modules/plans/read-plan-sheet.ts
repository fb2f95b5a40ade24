import type { TeachingWeek } from "./calendar-schema.ts";
import { mostRows } from "./check-plan.ts";
import { readTable, type TableRead } from "./read-table.ts";
import type { PlanSheet, SheetField, SheetNotice, SheetProblem } from "./reading-schema.ts";
import { type Allowance, fillMerged, newAllowance, type SheetCells } from "./sheet-cells.ts";
import { columnName, findTable, type PartTable, type Table, tablesBeside } from "./sheet-columns.ts";
import { hasTime } from "./table-starts.ts";

export interface SheetRead extends TableRead {
  headerRow: number | null;
  columns: { header: string; field: SheetField | null }[];
  /** The lines above the table. */
  above: string[];
}

/** How much of what was not understood is quoted, and of how many places of a sheet. */
const mostQuoted = 80;
const mostTold = 1000;

/** Lines of all tables beside each other that are read, some fifty milliseconds' work at worst. */
const mostLines = 5000;

/** Whether a table goes on where the one to its left ends; two that begin with the same weeks are two plans. */
const isContinuation = (left: TableRead["rows"], right: TableRead["rows"]): boolean => {
  const last = left.reduce((most, { row }) => Math.max(most, row.weeks.last), 0);
  return right.every(({ row }) => row.weeks.first >= last);
};

/** The tables of a sheet as one, as far as they are one plan; which columns are another's is told. */
const readTables = (
  cells: SheetCells,
  table: Table,
  calendar: readonly TeachingWeek[],
  isNamed: boolean,
): TableRead & Pick<Table, "fields"> => {
  const [first, ...others] = tablesBeside(table) as [PartTable, ...PartTable[]];
  const { rows, problems, notices } = readTable(cells, first, calendar);
  const fields = [...first.fields];
  const filled = cells.rows.filter((row) => row.some((cell) => cell !== "")).length;
  const mostTables = mostLines / filled;
  for (const [place, other] of others.entries()) {
    const read = place + 2 <= mostTables ? readTable(cells, other, calendar) : null;
    // Who has named the columns has said that they belong together.
    if (read && (isNamed || isContinuation(rows, read.rows))) {
      for (const row of read.rows) rows.push(row);
      for (const problem of read.problems) problems.push(problem);
      for (const notice of read.notices) notices.push(notice);
      for (const [column, field] of other.fields.entries()) if (field) fields[column] = field;
    } else {
      const last = Math.min(other.until, table.fields.length);
      const text = `${columnName(other.from)}–${columnName(last - 1)}`;
      problems.push({ number: table.headerRow + 1, code: "other-table", text });
    }
  }
  return { rows, problems, notices, fields };
};

const charactersOf = ({ row }: TableRead["rows"][number]): number =>
  Object.values(row).reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 0), 0);

/** As many rows as a plan has, and as there is room for the texts of; what is left out is told. */
const withinBounds = (
  rows: TableRead["rows"],
  text: string,
  allowance: Allowance,
): Omit<TableRead, "notices"> => {
  const taken: TableRead["rows"] = [];
  for (const row of rows) {
    const characters = charactersOf(row);
    const code =
      taken.length === mostRows
        ? "too-many-rows"
        : characters > allowance.characters
          ? "too-much-text"
          : null;
    if (code) return { rows: taken, problems: [{ number: row.number, code, text }] };
    allowance.characters -= characters;
    taken.push(row);
  }
  return { rows: taken, problems: [] };
};

const quoted = <Told extends SheetProblem | SheetNotice>(told: readonly Told[]): Told[] =>
  told.slice(0, mostTold).map((one) => ({ ...one, text: one.text.slice(0, mostQuoted) }));

const toldOf = (problems: readonly SheetProblem[]): SheetProblem[] => {
  const rest = problems.length - mostTold;
  const more: SheetProblem = { number: 0, code: "too-many-problems", text: String(rest) };
  return [...quoted(problems), ...(rest > 0 ? [more] : [])];
};

/**
 * A 教学进度表 as rows of a plan, whatever its layout: the header is found, merged and left-out weeks are filled, a lesson that
 * is merged over several weeks is one row, a table that goes on beside itself is one. What is not understood is told and left
 * out. Never throws; changes nothing but the allowance.
 */
export const readPlanSheet = (
  sheet: PlanSheet,
  calendar: readonly TeachingWeek[],
  allowance: Allowance = newAllowance(),
): SheetRead => {
  const cells = fillMerged(sheet, allowance);
  const unfilled: SheetProblem[] = cells.isPartlyFilled
    ? [{ number: 0, code: "merges-not-filled", text: sheet.name }]
    : [];
  const table = sheet.layout
    ? { headerRow: sheet.layout.headerRow - 1, fields: sheet.layout.columns }
    : findTable(cells.rows);
  if (!table) {
    const problem: SheetProblem = { number: 0, code: "no-header", text: sheet.name };
    const above = sheet.rows.slice(0, 5).flat();
    return {
      headerRow: null,
      columns: [],
      above,
      rows: [],
      notices: [],
      problems: toldOf([...unfilled, problem]),
    };
  }
  const header = sheet.rows[table.headerRow] ?? [];
  const read = readTables(cells, table, calendar, sheet.layout !== undefined);
  if (read.rows.length === 0 && !hasTime(table.fields))
    read.problems = [{ number: table.headerRow + 1, code: "no-week-column", text: sheet.name }];
  const { rows, problems } = withinBounds(read.rows, sheet.name, allowance);
  return {
    headerRow: table.headerRow + 1,
    columns: read.fields.map((field, column) => ({ header: (header[column] ?? "").trim(), field })),
    above: sheet.rows.slice(0, Math.max(table.headerRow, 0)).flat(),
    rows,
    problems: [...toldOf([...unfilled, ...read.problems]), ...problems],
    notices: quoted(read.notices),
  };
};
