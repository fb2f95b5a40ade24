import type { Span } from "./read-grade.ts";
import { readNumeral } from "./read-numbers.ts";

export interface PlaceReading {
  unit?: { number: number; span: Span };
  period?: { number: number; span: Span };
}

const numeral = "[一二三四五六七八九十]{1,3}|\\d{1,2}";
const unitPatterns = [
  new RegExp(`第\\s?(${numeral})\\s?单元`),
  /\bunit\s?(\d{1,2})(?!\d)/,
  /(?<![a-z])u(\d{1,2})(?![\da-z])/,
  /语文园地([一二三四五六七八])/,
];
const periodPatterns = [
  new RegExp(`第\\s?(${numeral})\\s?课时`),
  /课时([一二三四五六1-6])(?!\d)/,
  /\bperiod\s?(\d)(?!\d)/,
  /** 语文园地六-3学习任务单: the national cloud school's way of naming. */
  /(?<=[^\d\s.\-—])-([1-9])(?=学习任务单|任务单|教学设计|教案|课件|作业练习|课后练习|练习)/,
];

function first(text: string, patterns: RegExp[]): { number: number; span: Span } | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    const number = readNumeral(match?.[1] ?? "");
    if (match && number > 0)
      return { number, span: { start: match.index, end: match.index + match[0].length, found: match[0] } };
  }
  return undefined;
}

/** Which unit and which period of a lesson a folded name speaks of. */
export const readPlace = (text: string): PlaceReading => ({
  unit: first(text, unitPatterns),
  period: first(text, periodPatterns),
});
