import type { TeachingWeek } from "./calendar-schema.ts";
import { checkDates, readDates } from "./read-dates.ts";
import { type Line, linesOf, textFields, textLengths } from "./read-lines.ts";
import { readPeriods } from "./read-periods.ts";
import { readWeeks, saysWeeks, type WeeksRead } from "./read-weeks.ts";
import type { SheetNotice, SheetProblem } from "./reading-schema.ts";
import type { GivenRow } from "./schema.ts";
import type { SheetCells } from "./sheet-cells.ts";
import type { PartTable } from "./sheet-columns.ts";

type Weeks = GivenRow["weeks"];
type Calendar = readonly TeachingWeek[];

export interface TableRead {
  rows: { number: number; row: GivenRow }[];
  problems: SheetProblem[];
  notices: SheetNotice[];
}

const readLine = ({ number, cells }: Line, weeks: Weeks, told: TableRead): GivenRow => {
  const row: GivenRow = { weeks };
  for (const field of textFields) {
    const text = cells[field];
    if (!text) continue;
    row[field] = text.slice(0, textLengths[field]);
    if (text.length > textLengths[field]) told.problems.push({ number, code: "too-long", text });
  }
  if (!cells.periods) return row;
  const read = readPeriods(cells.periods);
  if (read) row.periods = read.periods;
  else told.problems.push({ number, code: "periods-unclear", text: cells.periods });
  if (read?.notice) told.notices.push({ number, code: read.notice, text: cells.periods });
  return row;
};

/** Weeks from one column until those of another. */
const readSpan = (from: string, until: string): WeeksRead => {
  const [start, end] = [readWeeks(from), readWeeks(until)];
  if (!("weeks" in start)) return start;
  if (!("weeks" in end)) return end;
  const weeks = { first: start.weeks.first, last: end.weeks.last };
  return weeks.first <= weeks.last ? { ...start, weeks } : { code: "week-unclear" };
};

/** When a line is, by its weeks, or by its days where it has none; null: as the line above. */
const readWhen = ({ cells }: Line, above: Weeks | null, calendar: Calendar): WeeksRead | null => {
  const { weeks = "", weeksUntil, dates = "" } = cells;
  const written = weeks || dates;
  if (!written) return null;
  const read = weeks && weeksUntil ? readSpan(weeks, weeksUntil) : readWeeks(written);
  if ("weeks" in read && (weeks || saysWeeks(dates))) return read;
  const days = readDates(written, calendar);
  if ("weeks" in days) return days;
  if (weeks) return read;
  // Beside a column of weeks the days of a lesson are looked at, and no more.
  if (cells.weeks !== undefined && above) return null;
  return "weeks" in read && days.code === "week-unclear" ? read : days;
};

/** A span that begins within another, and not in its last week, in which a lesson may end and the next begin. */
const isOverlapping = (before: Weeks, { first, last }: Weeks): boolean =>
  before.first <= first && first < before.last && !(first === before.first && last === before.last);

const withNote = (row: GivenRow, words: string): void => {
  row.notes = [row.notes, words].filter(Boolean).join(" ").slice(0, textLengths.notes);
};

/** Words beside the week are what is taught where nothing else is. */
const withWords = (line: Line, words: string): Line => ({
  ...line,
  cells: { ...line.cells, content: words },
  hasLesson: true,
  hasPeriodsAlone: false,
});

/** The rows of one table, and what of it is not understood. */
export const readTable = (sheet: SheetCells, table: PartTable, calendar: Calendar): TableRead => {
  const read: TableRead = { rows: [], problems: [], notices: [] };
  const { rows, problems, notices } = read;
  let weeks: Weeks | null = null;
  for (const given of linesOf(sheet, table)) {
    const when = readWhen(given, weeks, calendar);
    const words = when && "words" in when && given.isNewWeek ? when.words : undefined;
    const line = words && !given.hasLesson ? withWords(given, words) : given;
    const { number, cells, isContinued, hasLesson, hasPeriodsAlone } = line;
    const written =
      [cells.weeks, cells.weeks && cells.weeksUntil].filter(Boolean).join(" ") || cells.dates || "";
    const previous = rows.at(-1)?.row;
    if (hasPeriodsAlone) {
      const text = [written, cells.periods].filter(Boolean).join(" ");
      problems.push({ number, code: "no-lesson", text });
    }
    if (when && "weeks" in when) {
      if (when.notice && line.isNewWeek) notices.push({ number, code: when.notice, text: written });
      if (hasLesson && weeks && when.weeks.first < weeks.first)
        notices.push({ number, code: "weeks-not-in-order", text: written });
      else if (hasLesson && previous && isOverlapping(previous.weeks, when.weeks))
        notices.push({ number, code: "weeks-overlap", text: written });
      weeks = when.weeks;
    } else if (when || !weeks) {
      const text = written || cells.content || cells.lesson || cells.unit || "";
      if (hasLesson) problems.push({ number, code: when?.code ?? "no-week", text });
      // What stands under a week that is not understood belongs to none that is known.
      weeks = null;
      continue;
    }
    const isByWeek = when === null || cells.weeks !== "";
    const besides = isByWeek && line.isNewDate ? cells.dates : "";
    const dates = (when && "dates" in when && when.dates) || besides;
    const doubt = dates ? checkDates(dates, weeks, calendar) : null;
    if (dates && doubt) notices.push({ number, code: doubt, text: dates });
    if (!hasLesson) continue;
    if (isContinued && previous && weeks.last >= previous.weeks.last) {
      previous.weeks = { first: previous.weeks.first, last: weeks.last };
      if (words) withNote(previous, words);
      continue;
    }
    const row = readLine(line, weeks, read);
    if (words && line === given) withNote(row, words);
    rows.push({ number, row });
  }
  return read;
};
