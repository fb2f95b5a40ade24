import { type FoldedText, foldText } from "./fold-text.ts";
import type { GuessTerms } from "./index-terms.ts";
import { matchWords, wordsOfTable } from "./match-words.ts";
import { readGrades } from "./read-grade.ts";
import { readNumeral } from "./read-numbers.ts";
import { readSubject } from "./read-subject.ts";
import { certaintyOf, readText } from "./read-text.ts";
import { type Evidence, sourceConfidence } from "./weigh-evidence.ts";
import { tellingTopics } from "./words/subject-words.ts";
import { topicWords } from "./words/topic-words.ts";

/** A first page says what it is at its top. */
const mostCharacters = 1500;
/** Of the text below the headings, what still speaks of the whole. */
const openingLength = 600;
const headings = { count: 4, longest: 40 };

const source = "firstPage";

/** Forms say it in a cell of their own: 学科：语文, 教学年级 初二, Grade: 3. */
const subjectCell = /(?:^|[\s|])(?:任教|所属)?(?:学科|科目|课程名称|subject)\s*[:\s]\s*(\S{1,16})/m;
const gradeCell =
  /(?:^|[\s|])(?:教学|授课|适用|任教|使用)?(?:年级|班级|对象|学段|grade(?: level)?)\s*[:\s]\s*(\S{1,12})/m;

/** What a text of that kind has, whatever its heading: each pattern once. */
const build: { key: string; patterns: RegExp[] }[] = [
  {
    key: "lesson-plan",
    patterns: [/教学目标|学习目标/, /教学过程|教学重点|教学难点|教学重难点|教学准备|设计意图/],
  },
  { key: "material", patterns: [/满分|考试时间|得分|评卷人/, /姓名|班级|考号|座号|分钟|考生/] },
  { key: "research-outcome", patterns: [/摘\s*要/, /关键\s*[词字]/] },
  { key: "material", patterns: [/\bdirections:|\bcircle (?:the|multiple)|fill in the blanks?/] },
  { key: "lesson-plan", patterns: [/\bobjectives?\b/, /\bprocedures?\b|\bwarm[- ]?up\b/, /\bmaterials\b/] },
];

const allTopics = [wordsOfTable(tellingTopics), wordsOfTable(topicWords)];
const leastTopics = 2;

function readHeadings(page: string, text: number, terms: GuessTerms): Evidence[] {
  const lines = page
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, headings.count)
    .filter((line) => line.length <= headings.longest);
  return lines.flatMap((line) => {
    const folded = foldText(line, headings.longest);
    const { evidence } = readText({ folded, source, text, weight: 1 }, terms);
    // A heading ends in what it is; a kind within a sentence says nothing. What a line is about, its topic says better.
    return evidence.filter(
      ({ field, matched, confidence }) =>
        (field !== "kind" ||
          folded.original.replace(/[\s\d()一二三四五六七八九十.:]+$/, "").endsWith(matched)) &&
        (field !== "subject" || confidence >= sourceConfidence[source] * certaintyOf.telling),
    );
  });
}

function readCells(page: FoldedText, text: number, terms: GuessTerms): Evidence[] {
  const confidence = sourceConfidence[source];
  const found: Evidence[] = [];
  const cellOf = (pattern: RegExp) => {
    const match = pattern.exec(page.text);
    if (!match?.[1]) return undefined;
    const start = match.index + match[0].length - match[1].length;
    return { value: match[1], matched: page.original.slice(start, start + match[1].length) };
  };
  const subject = cellOf(subjectCell);
  const named = subject && readSubject(subject.value, subject.value, terms).named;
  if (subject && named && named.start <= 2)
    found.push({ field: "subject", value: named.key, source, matched: subject.matched, confidence, text });
  const grade = cellOf(gradeCell);
  if (grade) {
    const bare = /^[一二三四五六七八九1-9](?!\d)/.exec(grade.value)?.[0];
    const { grades } = readGrades(grade.value);
    const read = grades.length > 0 ? grades : bare ? [readNumeral(bare)] : [];
    const keys = read.map(String).filter((key) => terms.find("grade", key));
    if (keys.length > 0)
      found.push({
        field: "grades",
        value: keys.join(","),
        source,
        matched: grade.matched,
        confidence,
        text,
      });
  }
  return found;
}

function readBuild(page: FoldedText, text: number, terms: GuessTerms): Evidence[] {
  const confidence = sourceConfidence[source] * 0.9;
  const found: Evidence[] = [];
  const made = build.find(({ patterns }) => patterns.every((pattern) => pattern.test(page.text)));
  const sign = made?.patterns[0]?.exec(page.text);
  if (made && sign && terms.find("kind", made.key))
    found.push({
      field: "kind",
      value: made.key,
      source,
      matched: page.original.slice(sign.index, sign.index + sign[0].length),
      confidence,
      text,
    });
  const opening = page.text.slice(0, openingLength);
  const topics = matchWords(opening, allTopics, page.cased.slice(0, openingLength));
  const [first] = topics;
  // One such word may be an example; several are what the page is about.
  if (
    first &&
    new Set(topics.map(({ word }) => word)).size >= leastTopics &&
    topics.every(({ key }) => key === first.key) &&
    terms.find("subject", first.key)
  )
    found.push({
      field: "subject",
      value: first.key,
      source,
      matched: page.original.slice(first.start, first.end),
      confidence,
      text,
    });
  return found;
}

/** What the first page of a file says, in its headings, in its form, and by how it is built; at most one of each field. */
export function readFirstPage(firstPage: string, text: number, terms: GuessTerms): Evidence[] {
  const page = foldText(firstPage, mostCharacters);
  const all = [
    ...readCells(page, text, terms),
    ...readHeadings(page.original, text, terms),
    ...readBuild(page, text, terms),
  ];
  return all.filter((one, index) => all.findIndex(({ field }) => field === one.field) === index);
}
