import type { TeachingWeek } from "./calendar-schema.ts";
import type { SheetNotice, SheetProblem } from "./reading-schema.ts";
import type { RowFields } from "./schema.ts";

type Weeks = RowFields["weeks"];
export type DatesRead = { weeks: Weeks } | { code: SheetProblem["code"] };

interface MonthDay {
  month: number;
  day: number;
}

/** Longer than any cell that only tells days. */
const mostCharacters = 100;

const start = "(?:\\d{4}[.年/-])?(\\d{1,2})[.月/,-](\\d{1,2})[日号]?(?:/(?:\\d{4}|\\d\\d)(?![\\d/]))?";
const end = "(?:(?:\\d{4}[.年/-])?(\\d{1,2})[.月/,-])?(\\d{1,2})[日号]?(?:/(?:\\d{4}|\\d\\d)(?![\\d/]))?";
const between = "(?:[-‐‑–—―~至到]{1,3}|[、 ]|(?<=[日号]))";
/** Month and day, and those of the last day where it has any; whatever the words around them. */
const written = new RegExp(`^\\D*?${start}(?:${between}${end})?\\D*$`);
/** "0901-0905", "20260901". */
const compactDay = "(?:20\\d\\d)?(\\d\\d)(\\d\\d)";
const compact = new RegExp(`^${compactDay}(?:${between}${compactDay})?$`);

/** The first and the last day that a cell names: "9.1", "2026年9月1日", "9.1—9.12", "9月1日至12日"; null where it names none. */
export const readDays = (cell: string): { first: MonthDay; last: MonthDay } | null => {
  if (cell.length > mostCharacters) return null;
  const text = cell
    .normalize("NFKC")
    .replace(/\([^()]*\)/g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([.年月/,‐‑–—―~至到-]) ?/g, "$1")
    .replace(/ ([日号])/g, "$1")
    .trim();
  const match = compact.exec(text) ?? written.exec(text);
  if (!match || /\d周/.test(text)) return null;
  const [, month, day, lastMonth = month, lastDay = day] = match;
  return {
    first: { month: Number(month), day: Number(day) },
    last: { month: Number(lastMonth), day: Number(lastDay) },
  };
};

const isIn = (year: number, { month, day }: MonthDay): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const leapYear = 2024;
const isPossible = (day: MonthDay): boolean => isIn(leapYear, day);

/** The day that a month and a day mean within the term: dates in these tables seldom have a year. */
const dayIn = (weeks: readonly TeachingWeek[], { month, day }: MonthDay): string | null => {
  const years = new Set([weeks[0]?.from, weeks.at(-1)?.until].map((one) => Number(one?.slice(0, 4))));
  const rest = `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const days = [...years].filter((year) => isIn(year, { month, day })).map((year) => `${year}-${rest}`);
  const distance = (one: string) => Math.abs(Date.parse(one) - Date.parse(weeks[0]?.from ?? one));
  return days.sort((one, other) => distance(one) - distance(other))[0] ?? null;
};

/** The teaching weeks of a cell's days. A first day of no school belongs to the week after it, a last one to that before. */
export const readDates = (cell: string, weeks: readonly TeachingWeek[]): DatesRead => {
  const days = readDays(cell);
  if (!days || weeks.length === 0) return { code: "week-unclear" };
  const first = dayIn(weeks, days.first);
  const last = dayIn(weeks, days.last);
  if (!first || !last) return { code: "no-such-day" };
  // The first week may begin in the middle of a calendar week whose Monday is written.
  const isBefore = Date.parse(weeks[0]?.from ?? first) - Date.parse(first) >= 7 * 86_400_000;
  const week = isBefore ? undefined : weeks.find(({ until }) => first <= until);
  if (!week) return { code: "week-out-of-range" };
  const lastWeek = weeks.findLast(({ from }) => from <= last);
  return { weeks: { first: week.number, last: Math.max(week.number, lastWeek?.number ?? 0) } };
};

/** What is to be said of dates that stand beside weeks: the weeks count. */
export const checkDates = (
  cell: string,
  { first, last }: Weeks,
  calendar: readonly TeachingWeek[],
): SheetNotice["code"] | null => {
  const days = readDays(cell);
  if (!days) return null;
  if (!isPossible(days.first) || !isPossible(days.last)) return "impossible-date";
  if (calendar.length === 0) return null;
  const read = readDates(cell, calendar);
  if (!("weeks" in read)) return read.code === "no-such-day" ? "impossible-date" : "dates-of-other-weeks";
  return read.weeks.first <= last && first <= read.weeks.last ? null : "dates-of-other-weeks";
};
