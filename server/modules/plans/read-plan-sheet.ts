import type { TeachingWeek } from "./calendar-schema.ts";
import { mostRows } from "./check-plan.ts";
import { readDates, readWeeks } from "./read-weeks.ts";
import type { PlanSheet, SheetField, SheetProblem } from "./reading-schema.ts";
import type { GivenRow } from "./schema.ts";
import {
  columnName,
  fillMerged,
  findTable,
  type PartTable,
  type Table,
  tablesBeside,
} from "./sheet-columns.ts";

export interface SheetRead {
  headerRow: number | null;
  columns: { header: string; field: SheetField | null }[];
  /** The lines above the table. */
  above: string[];
  rows: { number: number; row: GivenRow }[];
  problems: SheetProblem[];
}

const texts = {
  unit: 200,
  lesson: 200,
  content: 2000,
  homework: 1000,
  equipment: 1000,
  notes: 2000,
} as const;
const textFields = Object.keys(texts) as (keyof typeof texts)[];

interface Line {
  number: number;
  cells: Partial<Record<SheetField, string>>;
  /** Whether everything in it but the week belongs to the line above: one lesson over several weeks. */
  isContinued: boolean;
  /** A week alone: the lessons are under it. */
  hasLesson: boolean;
  /** Periods of which nobody says what they are for. */
  hasPeriodsAlone: boolean;
}

const linesOf = (sheet: PlanSheet, { headerRow, fields, from, until }: PartTable): Line[] => {
  const { rows: whole, isCopied } = fillMerged(sheet);
  const rows = whole.map((row) => row.slice(0, until).fill("", 0, from));
  const header = rows[headerRow]?.join("\n");
  const width = fields.slice(from, until).length;
  return rows.slice(headerRow + 1).flatMap((row, index) => {
    const place = headerRow + 1 + index;
    const named = fields.flatMap((field, column) => (field ? [{ field, column }] : []));
    const cells = Object.fromEntries(named.map(({ field, column }) => [field, (row[column] ?? "").trim()]));
    const taught = named.filter(({ field }) => textFields.includes(field as never) && cells[field] !== "");
    const isSame = ({ column }: { column: number }) =>
      isCopied(place, column) && rows[place - 1]?.[column] === row[column];
    const isContinued = taught.length > 0 && taught.every(isSame);
    const hasLesson = taught.length > 0;
    const hasPeriodsAlone =
      !hasLesson &&
      readPeriods(cells.periods ?? "") !== null &&
      !named.some((one) => one.field === "periods" && isSame(one));
    // A header of two lines is merged down, a note under the table across it; neither is a lesson.
    const filled = row.filter((cell) => cell !== "");
    const isLessonAlone = filled.length === 1 && taught.some(({ field }) => /^(lesson|content)$/.test(field));
    const isNote =
      new Set(filled).size <= 1 && width > 2 && !cells.weeks && !isLessonAlone && !hasPeriodsAlone;
    const isHeader = row.join("\n") === header;
    const isWanted = hasLesson || hasPeriodsAlone || cells.weeks || cells.dates;
    const line = { number: place + 1, cells, isContinued, hasLesson, hasPeriodsAlone };
    return isHeader || isNote || !isWanted ? [] : [line];
  });
};

const readPeriods = (cell: string): number | null => {
  const match = /^(?:共)?(\d{1,2})(?:课时|节|学时)?$/.exec(cell.normalize("NFKC").replace(/\s/g, ""));
  const periods = match ? Number(match[1]) : Number.NaN;
  return periods <= 60 ? periods : null;
};

const readLine = (
  { number, cells }: Line,
  weeks: GivenRow["weeks"],
): { row: GivenRow; problems: SheetProblem[] } => {
  const problems: SheetProblem[] = [];
  const row: GivenRow = { weeks };
  for (const field of textFields) {
    const text = cells[field];
    if (!text) continue;
    row[field] = text.slice(0, texts[field]);
    if (text.length > texts[field]) problems.push({ number, code: "too-long", text: text.slice(0, 80) });
  }
  if (cells.periods) {
    const periods = readPeriods(cells.periods);
    if (periods === null) problems.push({ number, code: "periods-unclear", text: cells.periods });
    else row.periods = periods;
  }
  return { row, problems };
};

type ReadTable = Pick<SheetRead, "rows" | "problems">;

const readTable = (sheet: PlanSheet, table: PartTable, calendar: readonly TeachingWeek[]): ReadTable => {
  const rows: SheetRead["rows"] = [];
  const problems: SheetProblem[] = [];
  let weeks: GivenRow["weeks"] | null = null;
  for (const line of linesOf(sheet, table)) {
    const { number, cells, isContinued, hasLesson, hasPeriodsAlone } = line;
    const written = cells.weeks || cells.dates;
    const read = cells.weeks ? readWeeks(cells.weeks) : readDates(cells.dates ?? "", calendar);
    const previous = rows.at(-1)?.row;
    if (hasPeriodsAlone) {
      const text = [written, cells.periods].filter(Boolean).join(" ");
      problems.push({ number, code: "no-lesson", text });
    }
    if (written && "weeks" in read) {
      if (hasLesson && weeks && read.weeks.first < weeks.first)
        problems.push({ number, code: "weeks-not-in-order", text: written });
      else if (hasLesson && previous && isOverlapping(previous.weeks, read.weeks))
        problems.push({ number, code: "weeks-overlap", text: written });
      weeks = read.weeks;
    } else if (written || !weeks) {
      const code = written && "code" in read ? read.code : "no-week";
      const text = written || cells.content || cells.lesson || cells.unit || "";
      if (hasLesson) problems.push({ number, code, text });
      // What stands under a week that is not understood belongs to none that is known.
      weeks = null;
      continue;
    }
    if (!hasLesson) continue;
    if (isContinued && previous && weeks.last >= previous.weeks.last) {
      previous.weeks = { first: previous.weeks.first, last: weeks.last };
      continue;
    }
    const { row, problems: more } = readLine(line, weeks);
    rows.push({ number, row });
    problems.push(...more);
  }
  return { rows, problems };
};

/** A span that begins within another, and not in its last week, in which a lesson may end and the next begin. */
const isOverlapping = (before: GivenRow["weeks"], { first, last }: GivenRow["weeks"]): boolean =>
  before.first <= first && first < before.last && !(first === before.first && last === before.last);

/** Whether a table goes on where the one to its left ends; two that begin with the same weeks are two plans. */
const isContinuation = (left: ReadTable, right: ReadTable): boolean => {
  const last = Math.max(0, ...left.rows.map(({ row }) => row.weeks.last));
  return right.rows.every(({ row }) => row.weeks.first >= last);
};

/** The tables of a sheet as one, as far as they are one plan; which columns are another's is told. */
const readTables = (sheet: PlanSheet, table: Table, calendar: readonly TeachingWeek[]) => {
  const [first, ...others] = tablesBeside(table) as [PartTable, ...PartTable[]];
  let joined = readTable(sheet, first, calendar);
  let fields = first.fields;
  for (const other of others) {
    const read = readTable(sheet, other, calendar);
    // Who has named the columns has said that they belong together.
    if (sheet.layout || isContinuation(joined, read)) {
      const [left, right] = [joined, read];
      joined = {
        rows: [...left.rows, ...right.rows],
        problems: [...left.problems, ...right.problems],
      };
      fields = fields.map((field, column) => field ?? other.fields[column] ?? null);
    } else {
      const last = Math.min(other.until, table.fields.length);
      const text = `${columnName(other.from)}–${columnName(last - 1)}`;
      joined.problems.push({ number: table.headerRow + 1, code: "other-table", text });
    }
  }
  return { ...joined, fields };
};

/**
 * A 教学进度表 as rows of a plan, whatever its layout: the header is found, merged and left-out weeks are filled, a lesson that
 * is merged over several weeks is one row, a table that goes on beside itself is one. What is not understood is told and left
 * out. Pure; never throws.
 */
export const readPlanSheet = (sheet: PlanSheet, calendar: readonly TeachingWeek[]): SheetRead => {
  const table = sheet.layout
    ? { headerRow: sheet.layout.headerRow - 1, fields: sheet.layout.columns }
    : findTable(fillMerged(sheet).rows);
  if (!table) {
    const problem: SheetProblem = { number: 0, code: "no-header", text: sheet.name };
    const above = sheet.rows.slice(0, 5).flat();
    return { headerRow: null, columns: [], above, rows: [], problems: [problem] };
  }
  const header = sheet.rows[table.headerRow] ?? [];
  const { rows, problems, fields } = readTables(sheet, table, calendar);
  const tooMany: SheetProblem[] = rows
    .slice(mostRows, mostRows + 1)
    .map(({ number }) => ({ number, code: "too-many-rows", text: sheet.name }));
  return {
    headerRow: table.headerRow + 1,
    columns: fields.map((field, column) => ({ header: (header[column] ?? "").trim(), field })),
    above: sheet.rows.slice(0, Math.max(table.headerRow, 0)).flat(),
    rows: rows.slice(0, mostRows),
    problems: [...problems, ...tooMany],
  };
};
