import { readNumeral } from "../vocabulary/index.ts";
import type { TeachingWeek } from "./calendar-schema.ts";
import type { SheetProblem } from "./reading-schema.ts";
import type { RowFields } from "./schema.ts";

export type WeeksRead = { weeks: RowFields["weeks"] } | { code: SheetProblem["code"] };

/** The weeks that a plan's row may name (schema.ts). */
const lastWeek = 30;

const numeral = "(\\d{1,3}|[一二三四五六七八九十]{1,3})";
const span = new RegExp(`^第?${numeral}(?:周|次课|次)?(?:[-—–~～至到、,]+第?${numeral}(?:周|次课|次)?)?$`);

/** Longer than any cell that says when. */
const mostCharacters = 100;

/** "第3—4周", "三、四", "12", "第十二周（国庆）", "第一次课". */
export const readWeeks = (cell: string): WeeksRead => {
  if (cell.length > mostCharacters) return { code: "week-unclear" };
  const text = cell.normalize("NFKC").replace(/\([^()]*\)|\s/g, "");
  const match = span.exec(text);
  if (!match) return { code: "week-unclear" };
  const first = numberOf(match[1] as string);
  const last = match[2] === undefined ? first : numberOf(match[2]);
  if (Number.isNaN(first) || Number.isNaN(last) || last < first) return { code: "week-unclear" };
  if (first < 1 || last > lastWeek) return { code: "week-out-of-range" };
  return { weeks: { first, last } };
};

const numberOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) : readNumeral(text));

const year = "(?:\\d{4}[.年/-])?";
/** "9.1", "2026年9月1日", "9.1—9.12", "9月1日至12日": month and day, and those of the last day where it has any. */
const days = new RegExp(
  `${year}(\\d{1,2})[.月/-](\\d{1,2})日?(?:[-—–~至到]+${year}(?:(\\d{1,2})[.月/-])?(\\d{1,2})日?)?`,
);

/** The day that a month and a day mean within the term: dates in these tables seldom have a year. */
const dayIn = (weeks: readonly TeachingWeek[], month: number, day: number): string | null => {
  const years = new Set([weeks[0]?.from, weeks.at(-1)?.until].map((one) => Number(one?.slice(0, 4))));
  const written = `${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const days = [...years].map((year) => `${year}-${written}`);
  const real = days.filter((one) => {
    const instant = new Date(`${one}T00:00:00Z`);
    return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(one);
  });
  const distance = (one: string) => Math.abs(Date.parse(one) - Date.parse(weeks[0]?.from ?? one));
  return real.sort((one, other) => distance(one) - distance(other))[0] ?? null;
};

/** The teaching weeks of a cell's days. A first day of no school belongs to the week after it, a last one to that before. */
export const readDates = (cell: string, weeks: readonly TeachingWeek[]): WeeksRead => {
  if (cell.length > mostCharacters) return { code: "week-unclear" };
  const match = days.exec(cell.normalize("NFKC").replace(/\s/g, ""));
  if (!match || weeks.length === 0) return { code: "week-unclear" };
  const [, month, first, lastMonth = month, last = first] = match;
  const day = dayIn(weeks, Number(month), Number(first));
  const lastDay = dayIn(weeks, Number(lastMonth), Number(last));
  if (!day || !lastDay) return { code: "no-such-day" };
  // The first week may begin in the middle of a calendar week whose Monday is written.
  const isBefore = Date.parse(weeks[0]?.from ?? day) - Date.parse(day) >= 7 * 86_400_000;
  const week = isBefore ? undefined : weeks.find(({ until }) => day <= until);
  if (!week) return { code: "week-out-of-range" };
  const lastWeek = weeks.findLast(({ from }) => from <= lastDay);
  return { weeks: { first: week.number, last: Math.max(week.number, lastWeek?.number ?? 0) } };
};
