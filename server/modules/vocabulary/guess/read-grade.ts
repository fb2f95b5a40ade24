import { readNumeral } from "./read-numbers.ts";

export interface Span {
  start: number;
  end: number;
  found: string;
}

export interface GradeReading {
  /** 1–9 as in compulsory schooling, 10–12 for the three years after it; in order. */
  grades: number[];
  /** Where they are named. */
  spans: Span[];
}

const numeral = "(?:[一二三四五六七八九]|(?<![\\d.])[1-9])";
// 一年级起点 says where a series begins, not whom the book is for.
const year = "\\s?年\\s?级(?!起点|起始|组织)";
const ordinals: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
};
const cardinals = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const subjectBefore =
  "语文|数学|英语|科学|音乐|美术|书法|体育|健康|法治|道法|科技|信技|技术|劳动|版|人教|苏教|统编|部编|北师大|小学|pep";
const subjectAfter = "语文|数学|英语|道德|道法|科学|音乐|美术|书法|信息|信技|劳动|体育";

const between = (from: number, to: number) =>
  from < to ? Array.from({ length: to - from + 1 }, (_, index) => from + index) : [];
const isAscending = (values: number[]) =>
  values.every((value, index) => index === 0 || value === (values[index - 1] ?? 0) + 1);

interface Rule {
  pattern: RegExp;
  /** The grades that a match means; none where it means none after all. */
  read: (groups: string[]) => number[];
}

/** In order: what an earlier rule has read is not read again. */
const rules: Rule[] = [
  {
    pattern: /(?<![提最升增抬拔较更])高中?([一二三])(?:年级)?(?![点些个倍次步等层米度维])/g,
    read: ([n]) => [readNumeral(n ?? "") + 9],
  },
  {
    // 正月初一 and 最初一步 are no grades.
    pattern: /(?<![最当起年月正期])初中?([一二三])(?:年级)?(?![步起些次个样])/g,
    read: ([n]) => [readNumeral(n ?? "") + 6],
  },
  {
    pattern: new RegExp(`(${numeral})(?:\\s?年级)?\\s?(?:至|到|~|—|–|-)\\s?(${numeral})${year}`, "g"),
    read: ([from, to]) => between(readNumeral(from ?? ""), readNumeral(to ?? "")),
  },
  {
    // 一二年级, 三四五年级
    pattern: new RegExp(`(?<![第十百\\d])([一二三四五六七八九]{2,4})${year}`, "g"),
    read: ([together]) => {
      const values = [...(together ?? "")].map(readNumeral);
      return isAscending(values) ? values : [];
    },
  },
  {
    pattern: new RegExp(`(${numeral}(?:(?:年级)?[、,和与及&/]${numeral})*)${year}`, "g"),
    read: ([list]) =>
      (list ?? "")
        .split(/年级|[、,和与及&/]/)
        .filter(Boolean)
        .map(readNumeral),
  },
  {
    // 三上, 4下: only between neighbours that leave no other reading (星期三上午, 等一下).
    pattern: new RegExp(
      `(?<=^|[^一-龥\\d.]|${subjectBefore})([一二三四五六七八九1-9])\\s?\\(?(?:上|下)\\)?(?=$|[^一-龥]|册|第|单元|期中|期末|${subjectAfter}|[语数英](?:$|[^一-龥]|期|第|单)|u\\d|unit)`,
      "g",
    ),
    read: ([n]) => [readNumeral(n ?? "")],
  },
  {
    pattern:
      /(?<![第十百\d一二三四五六七八九])([一二三四五六七八九]|[1-9](?=[(年]))年?(?:\(\d{1,2}\)|\d{1,2})班/g,
    read: ([n]) => [readNumeral(n ?? "")],
  },
  {
    pattern: /\bgrades?\s?([1-9])\s?(?:-|–|~|to)\s?([1-9])\b/g,
    read: ([from, to]) => between(Number(from), Number(to)),
  },
  { pattern: /\b(?:grade|gr\.?|g)\s?([1-9])(?![\d.])(?:\b|(?=[a-z]))/g, read: ([n]) => [Number(n)] },
  { pattern: /\b([1-9])(?:st|nd|rd|th)[\s-]?grade(?:rs?)?\b/g, read: ([n]) => [Number(n)] },
  {
    pattern: /\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)[\s-]grade(?:rs?)?\b/g,
    read: ([word]) => [ordinals[word ?? ""] ?? 0],
  },
  {
    pattern: /\bgrade (one|two|three|four|five|six|seven|eight|nine)\b/g,
    read: ([word]) => [cardinals.indexOf(word ?? "")],
  },
  {
    // 3A, 4B: the halves of grades 3 and 4 in the English books of several presses.
    pattern: /(?<=英语\s?|译林版?\s?|牛津\s?|沪教版?\s?|\benglish )([1-6])[ab](?![a-z\d])/g,
    read: ([n]) => [Number(n)],
  },
];

const spanOf = (match: RegExpMatchArray): Span => ({
  start: match.index ?? 0,
  end: (match.index ?? 0) + match[0].length,
  found: match[0].trim(),
});

/** The grades that a folded text speaks of. A book for one grade of a series (三至六年级…四年级上册) is for that grade. */
export function readGrades(text: string): GradeReading {
  const named: { grades: number[]; span: Span }[] = [];
  for (const { pattern, read } of rules)
    for (const match of text.matchAll(pattern)) {
      const span = spanOf(match);
      if (named.some(({ span: other }) => span.start < other.end && other.start < span.end)) continue;
      const grades = read(match.slice(1)).filter((grade) => grade >= 1 && grade <= 12);
      if (grades.length > 0) named.push({ grades, span });
    }
  const narrow = named.filter(({ grades }) => grades.length === 1);
  const within = (one: number[], other: number[]) => one.every((grade) => other.includes(grade));
  const kept = named.filter(
    ({ grades }) => grades.length === 1 || !narrow.some((other) => within(other.grades, grades)),
  );
  return {
    grades: [...new Set(kept.flatMap(({ grades }) => grades))].sort((one, other) => one - other),
    spans: kept.map(({ span }) => span).sort((one, other) => one.start - other.start),
  };
}
