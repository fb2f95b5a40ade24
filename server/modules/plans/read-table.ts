import type { TeachingWeek } from "./calendar-schema.ts";
import { type Line, linesOf, textFields, textLengths } from "./read-lines.ts";
import { readPeriods } from "./read-periods.ts";
import { readDates, readWeeks } from "./read-weeks.ts";
import type { SheetProblem } from "./reading-schema.ts";
import type { GivenRow } from "./schema.ts";
import type { SheetCells } from "./sheet-cells.ts";
import type { PartTable } from "./sheet-columns.ts";

const readLine = (
  { number, cells }: Line,
  weeks: GivenRow["weeks"],
): { row: GivenRow; problems: SheetProblem[] } => {
  const problems: SheetProblem[] = [];
  const row: GivenRow = { weeks };
  for (const field of textFields) {
    const text = cells[field];
    if (!text) continue;
    row[field] = text.slice(0, textLengths[field]);
    if (text.length > textLengths[field]) problems.push({ number, code: "too-long", text });
  }
  if (cells.periods) {
    const periods = readPeriods(cells.periods);
    if (periods === null) problems.push({ number, code: "periods-unclear", text: cells.periods });
    else row.periods = periods;
  }
  return { row, problems };
};

export interface TableRead {
  rows: { number: number; row: GivenRow }[];
  problems: SheetProblem[];
}

/** The rows of one table, and what of it is not understood. */
export const readTable = (
  sheet: SheetCells,
  table: PartTable,
  calendar: readonly TeachingWeek[],
): TableRead => {
  const rows: TableRead["rows"] = [];
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
