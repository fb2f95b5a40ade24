import type { SeedTerm } from "./seed-term.ts";

const numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九"];
const firstSchoolYear = 2024;
const lastSchoolYear = 2027;

export const stages: SeedTerm[] = [
  {
    scheme: "stage",
    key: "primary",
    zh: "小学",
    en: "Primary",
    attributes: { grades: ["1", "2", "3", "4", "5", "6"] },
  },
  {
    scheme: "stage",
    key: "junior",
    zh: "初中",
    en: "Junior secondary",
    attributes: { grades: ["7", "8", "9"] },
  },
];

/** The key is the number of the grade; the old grade codes (四年级 = 5) are not, and are not used. */
export const grades: SeedTerm[] = numerals.map((numeral, index) => ({
  scheme: "grade",
  key: String(index + 1),
  zh: `${numeral}年级`,
  en: `Grade ${index + 1}`,
  attributes: {
    aliases: index < 6 ? [] : [`初${numerals[index - 6]}`],
    stage: index < 6 ? "primary" : "junior",
  },
}));

const termsOf = (year: number): SeedTerm[] => [
  {
    scheme: "term",
    key: `${year}-${year + 1}-1`,
    zh: `${year}—${year + 1}学年上学期`,
    en: `${year}–${year + 1}, autumn term`,
    attributes: { aliases: [`${year}秋`] },
  },
  {
    scheme: "term",
    key: `${year}-${year + 1}-2`,
    zh: `${year}—${year + 1}学年下学期`,
    en: `${year}–${year + 1}, spring term`,
    attributes: { aliases: [`${year + 1}春`] },
  },
];

export const terms: SeedTerm[] = Array.from({ length: lastSchoolYear - firstSchoolYear + 1 }, (_, index) =>
  termsOf(firstSchoolYear + index),
).flat();

export const volumes: SeedTerm[] = [
  { scheme: "volume", key: "1", zh: "上册", en: "Volume 1", attributes: { aliases: ["上"] } },
  { scheme: "volume", key: "2", zh: "下册", en: "Volume 2", attributes: { aliases: ["下"] } },
  { scheme: "volume", key: "whole", zh: "全一册", en: "Single volume", attributes: { aliases: ["全册"] } },
];

const lessonType = (key: string, zh: string, en: string, aliases: string[] = []): SeedTerm => ({
  scheme: "lesson-type",
  key,
  zh,
  en,
  attributes: { aliases },
});

export const lessonTypes: SeedTerm[] = [
  lessonType("new", "新授", "New content", ["新授课"]),
  lessonType("practice", "练习", "Practice", ["练习课"]),
  lessonType("review", "复习", "Review", ["复习课", "整理与复习"]),
  lessonType("experiment", "实验", "Experiment", ["实验课", "探究课"]),
  lessonType("feedback", "讲评", "Feedback", ["讲评课", "试卷讲评"]),
  lessonType("integrated", "综合实践", "Integrated practice", ["综合实践课"]),
];
