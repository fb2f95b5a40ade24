import { readPeriods } from "./read-periods.ts";
import { readWeeks, saysWeeks } from "./read-weeks.ts";
import type { SheetField } from "./reading-schema.ts";
import type { SheetCells } from "./sheet-cells.ts";
import type { PartTable } from "./sheet-columns.ts";

/** How long a text of a plan's row may be (schema.ts). */
export const textLengths = {
  unit: 200,
  lesson: 200,
  content: 2000,
  homework: 1000,
  equipment: 1000,
  notes: 2000,
} as const;
export const textFields = Object.keys(textLengths) as (keyof typeof textLengths)[];

/** A row of a sheet that belongs to a plan's table. */
export interface Line {
  number: number;
  cells: Partial<Record<SheetField, string>>;
  /** Whether its weeks and its dates are its own, and not merged with those of the line above. */
  isNewWeek: boolean;
  isNewDate: boolean;
  /** Whether everything in it but the week belongs to the line above: one lesson over several weeks. */
  isContinued: boolean;
  /** A week alone: the lessons are under it. */
  hasLesson: boolean;
  /** Periods of which nobody says what they are for. */
  hasPeriodsAlone: boolean;
}

/** A week across the table, alone in its row, holds for the rows under it. */
const headingOf = (
  row: readonly string[],
  number: number,
  isMerged: (column: number) => boolean,
): Line | null => {
  const from = row.findIndex((cell) => cell !== "");
  const weeks = row[from] ?? "";
  const isAlone = row.every(
    (cell, column) => column <= from || cell === "" || (cell === weeks && isMerged(column)),
  );
  if (!isAlone || !/^(?:第|week)/i.test(weeks) || !saysWeeks(weeks)) return null;
  if (!("weeks" in readWeeks(weeks))) return null;
  const isNewWeek = !isMerged(from);
  const rest = { isNewDate: false, isContinued: false, hasLesson: false, hasPeriodsAlone: false };
  return { number, cells: { weeks }, isNewWeek, ...rest };
};

const isText = (field: SheetField): boolean => field in textLengths;

/** The lines below a table's header, those that say nothing left out. */
export const linesOf = ({ rows, isCopied }: SheetCells, table: PartTable): Line[] => {
  const { headerRow, fields, from, until } = table;
  const width = fields.slice(from, until).length;
  const named = fields.flatMap((field, column) => (field ? [{ field, column }] : []));
  const header = rows[headerRow]?.slice(from, until);
  const lineOf = (whole: string[], place: number): Line[] => {
    const row = whole.slice(from, until);
    if (row.every((cell) => cell === "")) return [];
    const heading = width > 1 && headingOf(row, place + 1, (column) => isCopied(place, from + column));
    if (heading) return [heading];
    const cells: Line["cells"] = {};
    for (const { field, column } of named) cells[field] = whole[column] ?? "";
    const taught = named.filter(({ field }) => isText(field) && cells[field] !== "");
    const isSame = ({ column }: { column: number }) =>
      isCopied(place, column) && rows[place - 1]?.[column] === whole[column];
    const isOwn = (field: SheetField) => !named.some((one) => one.field === field && isSame(one));
    const isContinued = taught.length > 0 && taught.every(isSame);
    const hasLesson = taught.length > 0;
    const hasPeriodsAlone = !hasLesson && readPeriods(cells.periods ?? "") !== null && isOwn("periods");
    // A header of two lines is merged down, a note under the table across it; neither is a lesson.
    const filled = row.filter((cell) => cell !== "");
    const isLessonAlone = filled.length === 1 && taught.some(({ field }) => /^(lesson|content)$/.test(field));
    const isNote =
      new Set(filled).size <= 1 && width > 2 && !cells.weeks && !isLessonAlone && !hasPeriodsAlone;
    const isHeader = row.length === header?.length && row.every((cell, column) => cell === header[column]);
    const isWanted = hasLesson || hasPeriodsAlone || cells.weeks || cells.dates;
    if (isHeader || isNote || !isWanted) return [];
    const isNewWeek = isOwn(cells.weeks ? "weeks" : "dates");
    const isNewDate = isOwn("dates");
    return [{ number: place + 1, cells, isNewWeek, isNewDate, isContinued, hasLesson, hasPeriodsAlone }];
  };
  return rows.slice(headerRow + 1).flatMap((row, index) => lineOf(row, headerRow + 1 + index));
};
