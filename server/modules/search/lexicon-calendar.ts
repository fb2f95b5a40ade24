import type { Facet, LexiconEntry, LexiconTerm } from "./lexicon.ts";
import { englishGrades, englishTerms, englishVolumes } from "./lexicon-english.ts";

interface CalendarWord {
  word: string;
  facets: Facet[];
  reading: LexiconEntry["reading"];
}

const numerals = "一二三四五六七八九";
const halves = [
  { key: "1", written: "上", ordinal: "一" },
  { key: "2", written: "下", ordinal: "二" },
];

const halfWords = (grade: string, { written, ordinal }: { written: string; ordinal: string }) => [
  `${grade}年级${written}`,
  `${grade}年级${written}册`,
  `${grade}年级(${written})`,
  `${grade}年级(${written}册)`,
  `${grade}年级${written}学期`,
  `${grade}年级第${ordinal}学期`,
];

/** How people write grades and volumes: 三年级, 3年级上册, 三上, Grade 3, volume 1. */
export function gradeWords(): CalendarWord[] {
  const single = Array.from(numerals, (numeral, index): CalendarWord[] => {
    const grade: Facet = { field: "grade", keys: [String(index + 1)] };
    const names = [numeral, String(index + 1), ...(index > 5 ? [`初${numerals[index - 6]}`] : [])];
    return names.flatMap((name) => [
      { word: `${name}年级`, facets: [grade], reading: "number" },
      ...halves.flatMap((half): CalendarWord[] => {
        const facets: Facet[] = [grade, { field: "volume", keys: [half.key] }];
        return [
          ...halfWords(name, half).map((word): CalendarWord => ({ word, facets, reading: "number" })),
          { word: `${name}${half.written}册`, facets, reading: "number" },
          { word: `${name}(${half.written})`, facets, reading: "number" },
          { word: `${name}${half.written}`, facets, reading: "brief" },
        ];
      }),
    ]);
  }).flat();
  const english = Array.from(numerals, (_, index) =>
    englishGrades(index + 1).map(
      (word): CalendarWord => ({
        word,
        facets: [{ field: "grade", keys: [String(index + 1)] }],
        reading: "number",
      }),
    ),
  ).flat();
  const volumes = halves.flatMap(({ key }) =>
    englishVolumes(Number(key)).map(
      (word): CalendarWord => ({ word, facets: [{ field: "volume", keys: [key] }], reading: "number" }),
    ),
  );
  const steps = ["低", "中", "高"].map(
    (step, index): CalendarWord => ({
      word: `${step}年级`,
      facets: [{ field: "grade", keys: [String(index * 2 + 1), String(index * 2 + 2)] }],
      reading: "word",
    }),
  );
  return [...single, ...english, ...volumes, ...steps];
}

const seasonWords = (year: number, season: "秋" | "春") =>
  [String(year), `${year}年`, String(year).slice(2), `${String(year).slice(2)}年`].flatMap((written) => [
    `${written}${season}`,
    `${written}${season}季`,
    `${written}${season}季学期`,
  ]);

/** How people write terms: 2026秋, 2026-2027学年第一学期; without the half, both terms of the school year. */
export function calendarWords(terms: readonly LexiconTerm[]): CalendarWord[] {
  return terms.flatMap(({ scheme, key }): CalendarWord[] => {
    const match = scheme === "term" ? /^(\d{4})-(\d{4})-([12])$/.exec(key) : null;
    if (!match) return [];
    const [from, to] = [Number(match[1]), Number(match[2])];
    const isFirst = match[3] === "1";
    const half = isFirst ? ["上学期", "第一学期", "第1学期"] : ["下学期", "第二学期", "第2学期"];
    const years = ["-", "—", "–", "~", "至", "/"].flatMap((dash) => [
      `${from}${dash}${to}`,
      `${from}${dash}${String(to).slice(2)}`,
    ]);
    const words = [
      key,
      ...seasonWords(isFirst ? from : to, isFirst ? "秋" : "春"),
      ...englishTerms(isFirst ? from : to, isFirst),
      ...[...years, String(from)].flatMap((year) =>
        ["学年", "学年度"].flatMap((middle) => ["", ...half].map((end) => `${year}${middle}${end}`)),
      ),
    ];
    return words.map((word) => ({ word, facets: [{ field: "term", keys: [key] }], reading: "number" }));
  });
}
