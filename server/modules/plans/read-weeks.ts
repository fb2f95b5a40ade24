import { readNumeral } from "../vocabulary/index.ts";
import { readDays } from "./read-dates.ts";
import type { SheetNotice, SheetProblem } from "./reading-schema.ts";
import type { RowFields } from "./schema.ts";

type Weeks = RowFields["weeks"];

/** Weeks, with the days or the words that stand in the same cell. */
export interface WeeksTold {
  weeks: Weeks;
  dates?: string;
  words?: string;
  notice?: SheetNotice["code"];
}
export type WeeksRead = WeeksTold | { code: SheetProblem["code"] };

/** The weeks that a plan's row may name (schema.ts). */
const lastWeek = 30;
/** Longer than any cell that says when. */
const mostCharacters = 100;

const number = "(?:\\d{1,3}|[一二三四五六七八九十]{1,3})";
const item = `(?:第|weeks? ?|wks?\\.? ?|w)?${number}(?:周|次课|次)?`;
const behindDays = new RegExp(`第 ?${number}周?(?: ?[-‐‑–—―~至到]{1,3} ?第?${number})? ?周`);
const range = `${item}[-‐‑–—―~至到]{1,3}${item}`;
const list = `${item}(?:[、,;/和及与&]${item})+`;
const spaced = `${item}(?: ${item})+`;
/** Weeks, then nothing, or a break before something else. */
const cellOf = (weeks: string) =>
  new RegExp(`^(${weeks})(?:$|(?=[ :;,(])|(?<=周)(?![-‐‑–—―~至到、,和及与&]))`, "i");
const ways = [
  { kind: "range", form: cellOf(range) },
  { kind: "list", form: cellOf(list) },
  { kind: "spaced", form: cellOf(spaced) },
  { kind: "one", form: cellOf(item) },
] as const;

/** What spreadsheet programs make of "3-4", a month and a day: 3月4日, 2026/3/4, 3/4/26, 4-Mar. */
const madeDates = [
  /^(\d{1,2})月(\d{1,2})日$/,
  /^\d{4}[-/年](\d{1,2})[-/月](\d{1,2})日?$/,
  /^(\d{1,2})\/(\d{1,2})\/\d{2,4}$/,
];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** A span of more weeks is rather a day indeed. */
const mostWeeksOfDate = 3;

const readMadeDate = (text: string): WeeksRead => {
  const english = /^(\d{1,2})-([a-z]{3})$/i.exec(text);
  const match = madeDates.map((way) => way.exec(text)).find((one) => one !== null);
  const first = english ? months.indexOf((english[2] as string).toLowerCase()) + 1 : Number(match?.[1]);
  const last = Number(english?.[1] ?? match?.[2]);
  const isSpan = 0 < first && first < last && last - first < mostWeeksOfDate;
  return isSpan ? { weeks: { first, last }, notice: "weeks-guessed" } : { code: "week-unclear" };
};

const numbersOf = (text: string): number[] =>
  (text.match(/\d+|[一二三四五六七八九十]+/g) ?? []).map((one) =>
    /^\d+$/.test(one) ? Number(one) : readNumeral(one),
  );

/** Whether more than days is said. */
const hasWords = (text: string): boolean =>
  /\p{L}{2}/u.test(text.replace(/[年月日号至到周星期一二三四五六起]/g, ""));

/** What stands beside the weeks in their cell. Digits right behind the weeks may be of them. */
const besideOf = (parts: readonly string[], weeks: string): Pick<WeeksTold, "dates" | "words"> | null => {
  const dates = parts.find((part) => readDays(part) !== null);
  const others = parts.filter((part) => part !== dates || hasWords(part));
  const isDigits = (part: string) =>
    /^[\d\s.,:;-]+$/.test(part) || (/^\d/.test(part) && !/周|week/i.test(weeks));
  if (others.some((part) => part !== dates && isDigits(part))) return null;
  const words = others.join(" ");
  return { ...(dates && { dates }), ...(words && { words }) };
};

/** "9.1-9.5（第1周）": days, and the weeks behind them. */
const readBehindDays = (text: string): WeeksRead | null => {
  const weeks = behindDays.exec(text)?.[0];
  const dates = weeks && text.replace(weeks, "").replace("()", "").trim();
  return weeks && dates && readDays(dates) ? { ...readWeeks(weeks), dates } : null;
};

/** "第3—4周", "三、四", "12", "第十二周（国庆）", "第一次课", "Week 3", "1、2、3", "第一周 9.1-9.5", "第5周 期中考试". */
export const readWeeks = (cell: string): WeeksRead => {
  if (cell.length > mostCharacters) return { code: "week-unclear" };
  const whole = cell.normalize("NFKC");
  const inBrackets = [...whole.matchAll(/\(([^()]*)\)/g)].map(([, text]) => (text as string).trim());
  const text = whole
    .replace(/\([^()]*\)/g, "")
    .replace(/\s+/g, " ")
    .replace(/ ?([-‐‑–—―~至到、,;/和及与&]) ?/g, "$1")
    .replace(/第 /g, "第")
    .replace(/ 周(?![考末一二三四五六日])/g, "周")
    .trim()
    .replace(/[.。、,]$/, "");
  const way = ways.find(({ form }) => form.test(text));
  if (!way) return readBehindDays(whole) ?? readMadeDate(text);
  const written = way.form.exec(text)?.[1] ?? "";
  const rest = text.slice(written.length).replace(/^[ :;,]+/, "");
  const numbers = numbersOf(written);
  const [first, last] = [numbers[0] as number, numbers.at(-1) as number];
  const isSpan =
    way.kind === "range" ? first <= last : numbers.every((number, index) => number === first + index);
  if (!isSpan) return readMadeDate(text);
  const beside = besideOf(
    [rest, ...inBrackets].filter((part) => part !== ""),
    written,
  );
  if (!beside) return { code: "week-unclear" };
  if (first < 1 || last > lastWeek) return { code: "week-out-of-range" };
  const weeks = { first, last };
  return way.kind === "spaced" ? { weeks, ...beside, notice: "weeks-guessed" } : { weeks, ...beside };
};

/** Whether a cell calls what it tells weeks, and not days. */
export const saysWeeks = (cell: string): boolean => /周|week/i.test(cell) && !/每周/.test(cell);
