import { readNumeral } from "../vocabulary/index.ts";
import type { SheetNotice } from "./reading-schema.ts";

export interface PeriodsRead {
  periods: number;
  notice?: SheetNotice["code"];
}

/** Longer than any cell that only tells periods. */
const mostCharacters = 40;
const mostPeriods = 60;

const amount = "(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个?课时|节课?|学时)?";
const sum = new RegExp(`^共?${amount.replace("(\\d", "(?:\\d")}(?:\\+${amount.replace("(\\d", "(?:\\d")})*$`);
/** Also "1月2日": what a spreadsheet program makes of 1-2. */
const range = new RegExp(`^${amount}(?:[-‐‑–—―~至到]{1,2}|月)${amount}日?$`);

const numberOf = (text: string): number => readNumeral(text.replace("两", "二"));

/** "2", "两课时", "共4节", "4+1"; of "1-2" the higher, to be checked; null where it is something else. */
export const readPeriods = (cell: string): PeriodsRead | null => {
  if (cell.length > mostCharacters) return null;
  const text = cell
    .normalize("NFKC")
    .replace(/\([^()]*\)/g, "")
    .replace(/(?<!\d)\s+|\s+(?!\d)/g, "");
  const span = range.exec(text);
  if (span) {
    const [low, high] = [numberOf(span[1] as string), numberOf(span[2] as string)];
    return low < high && high <= mostPeriods ? { periods: high, notice: "periods-guessed" } : null;
  }
  if (!sum.test(text)) return null;
  const parts = text.match(/[\d一二两三四五六七八九十]+/g) as string[];
  const periods = parts.reduce((all, part) => all + numberOf(part), 0);
  return periods <= mostPeriods ? { periods } : null;
};
