import { seedTerms, seedTextbookNodes } from "../../../server/modules/vocabulary/index.ts";
import type { Numbers } from "../numbers-from.ts";
import { englishWords, pickTopicWord } from "./read-words.ts";

const labels = new Map(seedTerms.map((term) => [`${term.scheme}/${term.key}`, term.zh]));
export const labelOf = (scheme: string, key: string | null): string => labels.get(`${scheme}/${key}`) ?? "";

const nodes = new Map(seedTextbookNodes.map((node) => [node.id, node]));
type Node = (typeof seedTextbookNodes)[number];
export const parentOf = (node: Node): Node | undefined => nodes.get(node.parent_id ?? "");

export const lessons = seedTextbookNodes.filter((node) => node.kind === "lesson");

/** What resources of the field are, with the common ones often. */
export const kinds = [
  { key: "lesson-plan", names: ["教学设计", "教案", "教学设计与反思"], extension: "docx" },
  { key: "lesson-plan", names: ["教学设计", "导学案"], extension: "docx" },
  { key: "courseware", names: ["课件", "教学课件", "PPT"], extension: "pptx" },
  { key: "courseware", names: ["课件", "优质课件"], extension: "pptx" },
  { key: "exercise", names: ["练习题", "同步练习", "达标检测"], extension: "docx" },
  { key: "teaching-case", names: ["课例", "说课稿", "课堂实录"], extension: "pdf" },
  { key: "material", names: ["教学资料", "知识清单"], extension: "pdf" },
];

const gradeShort = ["", "一", "二", "三", "四", "五", "六"];
/** 三上: how teachers write a grade and a volume. */
export const shortGrade = (node: Node): string =>
  `${gradeShort[Number(node.grade)] ?? node.grade}${node.volume === "2" ? "下" : "上"}`;

/** A number with a point, as sections and versions have. */
export const pickSection = ({ next }: Numbers): string =>
  `${1 + Math.floor(next() * 12)}.${1 + Math.floor(next() * 9)}`;

/** Titles as people give them: with or without book, unit, period, occasion. */
export const nameResource = (lesson: Node, kind: string, campus: string, numbers: Numbers): string => {
  const { next, pick } = numbers;
  const unit = parentOf(lesson)?.title ?? "";
  const subject = labelOf("subject", lesson.subject);
  const patterns = [
    () => `《${lesson.title}》${kind}`,
    () => `《${lesson.title}》${pick(["第一课时", "第二课时", "第三课时"])}${kind}`,
    () => `${lesson.title} ${kind}`,
    () =>
      `${labelOf("grade", lesson.grade)}${labelOf("volume", lesson.volume)}${subject}${unit}《${lesson.title}》${kind}`,
    () => `【${labelOf("edition", lesson.edition)}】${shortGrade(lesson)}${subject} ${lesson.title}${kind}`,
    () => `${lesson.title}公开课${pick(["一等奖", "二等奖", ""])}${kind}`,
    () => `${pickSection(numbers)} ${lesson.title}${kind}`,
    () =>
      `${2021 + Math.floor(next() * 5)}年${pick(["春", "秋"])}${shortGrade(lesson)}${subject}${unit}${kind}`,
    () => `${lesson.title}：${pickTopicWord(numbers)}${pickTopicWord(numbers)}`,
    () => `${campus}${subject}${kind}《${lesson.title}》`,
    () => `Unit ${1 + Math.floor(next() * 8)} ${pick(englishWords)} ${lesson.title}`,
  ];
  return pick(patterns)();
};
