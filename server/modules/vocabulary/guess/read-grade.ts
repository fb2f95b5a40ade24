import { readNumeral } from "./read-numbers.ts";

export interface Span {
  start: number;
  end: number;
  found: string;
}

export interface GradeReading {
  grades: string[];
  volume?: "1" | "2" | "whole";
  /** Where the grades are named. */
  spans: Span[];
  /** Where the volume is named. */
  volumeSpan?: Span;
}

const numeral = "(?:[一二三四五六七八九]|(?<![\\d.])[1-9])";
const range = new RegExp(`(${numeral})(?:年级)?(至|到|~|—|–|-)(${numeral})年级`, "g");
const list = new RegExp(`(${numeral}(?:(?:年级)?[、,和与]${numeral})*)年级`, "g");
const classRoom =
  /(?<![第十百\d一二三四五六七八九])([一二三四五六七八九]|[1-9](?=[(年]))年?(?:\(\d{1,2}\)|\d{1,2})班/g;
const junior =
  /初([一二三])(?=$|[^一-龥]|上|下|年级|语文|数学|英语|道德|道法|科学|音乐|美术|信息|体育|劳动)/g;
const english = /\bgrade\s?([1-9])\b/g;
/** 三上, 4下: only between neighbours that leave no other reading (星期三上午, 等一下). */
const short =
  /(?<=^|[^一-龥\d.]|语文|数学|英语|科学|音乐|美术|书法|体育|法治|道法|科技|信技|技术|劳动|版|人教|苏教|统编|部编|北师大|小学)([一二三四五六七八九1-9])(上|下)(?=$|[^一-龥]|册|第|单元|期中|期末|语文|数学|英语|道德|道法|科学|音乐|美术|信息|信技|体育|劳动|语|数|英|u\d|unit)/g;
const afterGrade = /年级\s*(?:\((上|下)\)|(上|下)(?!学期|半|午|课|学|册))/;

const spanOf = (match: RegExpMatchArray): Span => ({
  start: match.index ?? 0,
  end: (match.index ?? 0) + match[0].length,
  found: match[0].trim(),
});

const volumeKey = { 上: "1", 下: "2" } as const;

/** The grades and the volume that a folded name speaks of. */
export function readGrades(text: string): GradeReading {
  const grades = new Set<number>();
  const spans: Span[] = [];
  const take = (match: RegExpMatchArray, values: number[]) => {
    const span = spanOf(match);
    if (spans.some((other) => span.start < other.end && other.start < span.end)) return;
    for (const value of values) grades.add(value);
    spans.push(span);
  };
  for (const match of text.matchAll(range)) {
    const [from, to] = [readNumeral(match[1] ?? ""), readNumeral(match[3] ?? "")];
    if (from < to)
      take(
        match,
        Array.from({ length: to - from + 1 }, (_, index) => from + index),
      );
  }
  for (const match of text.matchAll(list))
    take(
      match,
      (match[1] ?? "")
        .split(/年级|[、,和与]/)
        .filter(Boolean)
        .map(readNumeral),
    );
  for (const match of text.matchAll(short)) take(match, [readNumeral(match[1] ?? "")]);
  for (const match of text.matchAll(classRoom)) take(match, [readNumeral(match[1] ?? "")]);
  for (const match of text.matchAll(junior)) take(match, [readNumeral(match[1] ?? "") + 6]);
  for (const match of text.matchAll(english)) take(match, [Number(match[1])]);
  const sorted = [...grades].sort((one, other) => one - other).map(String);
  return { grades: sorted, spans, ...readVolume(text, spans) };
}

function readVolume(text: string, spans: Span[]): Pick<GradeReading, "volume" | "volumeSpan"> {
  const named = [...text.matchAll(/上下册|上、下册|(上|下)册|全一册|全册/g)];
  const keys = new Set(
    named.map((match) =>
      match[1] ? volumeKey[match[1] as "上"] : match[0].startsWith("全") ? "whole" : "both",
    ),
  );
  const [key] = keys;
  if (keys.size === 1 && key && key !== "both" && named[0])
    return { volume: key, volumeSpan: spanOf(named[0]) };
  if (keys.size > 0) return {};
  const bracketed = afterGrade.exec(text);
  const half = bracketed?.[1] ?? bracketed?.[2];
  if (bracketed && half) return { volume: volumeKey[half as "上"], volumeSpan: spanOf(bracketed) };
  const brief = [...text.matchAll(short)];
  const halves = new Set(brief.map((match) => match[2]));
  const match = brief[0];
  if (halves.size !== 1 || !match || !spans.some((span) => span.start === match.index)) return {};
  return { volume: volumeKey[match[2] as "上"], volumeSpan: spanOf(match) };
}
