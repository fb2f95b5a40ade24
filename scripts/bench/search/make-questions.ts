import { pinyin } from "pinyin-pro";
import { type Numbers, numbersFrom } from "../numbers-from.ts";
import { describeResource } from "./describe-resource.ts";
import { kinds, labelOf, pickSection, shortGrade } from "./name-resources.ts";
import { englishWords } from "./read-words.ts";
import { writePassages } from "./write-passages.ts";

export interface Question {
  kind: QuestionKind;
  text: string;
}

/** What a question is made of: one resource of the library, so that something answers it. */
interface Source {
  title: string;
  lesson: string;
  subject: string;
  grade: string;
  volume: string;
  short: string;
  campus: string;
  kindName: string;
  passage: string;
  numbers: Numbers;
}

/** A stretch of so many characters, somewhere in the text. */
const stretchOf = (text: string, length: number, { next }: Numbers): string => {
  const chars = Array.from(text);
  const from = Math.floor(next() * Math.max(1, chars.length - length + 1));
  return chars.slice(from, from + length).join("");
};
const between = (least: number, most: number, { next }: Numbers) =>
  least + Math.floor(next() * (most - least + 1));
const hanOf = (text: string): string => text.replace(/[^\p{Script=Han}]/gu, "");
const sentenceOf = ({ passage, numbers }: Source): string =>
  numbers.pick(passage.split(/[，。]/).filter((sentence) => sentence.length > 5)) ?? passage;
const soundOf = (text: string, pattern: "pinyin" | "first"): string =>
  pinyin(hanOf(text), { toneType: "none", type: "array", pattern, v: true }).join("");

/** How each kind of question is typed. */
const makers = {
  title: ({ title, numbers }) => stretchOf(title, between(5, 14, numbers), numbers),
  subWord: ({ lesson, numbers }) => stretchOf(hanOf(lesson), between(2, 3, numbers), numbers),
  unspaced: ({ lesson, kindName, short, numbers }) =>
    `${numbers.pick(["", short])}${stretchOf(lesson, between(2, 6, numbers), numbers)}${kindName}`,
  facets: ({ lesson, subject, grade, volume, short, kindName, campus, numbers }) =>
    [
      numbers.pick([
        `${short}${subject}`,
        `${grade}${volume} ${subject}`,
        `${subject} ${grade}`,
        `${campus} ${subject}`,
      ]),
      stretchOf(lesson, between(2, 5, numbers), numbers),
      numbers.pick(["", kindName]),
    ].join(" "),
  pinyin: ({ lesson, numbers }) =>
    soundOf(stretchOf(hanOf(lesson), between(2, 5, numbers), numbers), "pinyin"),
  initials: ({ lesson, numbers }) =>
    soundOf(stretchOf(hanOf(lesson), between(3, 6, numbers), numbers), "first"),
  phrase: (source) => {
    const { numbers } = source;
    const stretch = sentenceOf(source).slice(0, between(5, 12, numbers));
    return numbers.next() < 0.25 ? `"${stretch}"` : stretch;
  },
  words: (source) =>
    [sentenceOf(source), sentenceOf(source)].map((sentence) => hanOf(sentence).slice(0, 2)).join(" "),
  english: ({ lesson, numbers }) =>
    [
      numbers.pick(englishWords).slice(0, between(4, 12, numbers)),
      numbers.pick(["", numbers.pick(englishWords), stretchOf(lesson, 2, numbers)]),
    ].join(" "),
  number: ({ lesson, kindName, numbers }) =>
    `${pickSection(numbers)} ${numbers.pick(["", kindName, stretchOf(lesson, between(2, 4, numbers), numbers)])}`,
} satisfies Record<string, (source: Source) => string>;

export type QuestionKind = keyof typeof makers;
const questionKinds = Object.keys(makers) as QuestionKind[];

const readSource = (resources: number, numbers: Numbers): Source => {
  const index = Math.floor(numbers.next() * resources);
  const { lesson, version, author } = describeResource(index);
  return {
    title: version.title,
    lesson: lesson.title,
    subject: labelOf("subject", lesson.subject),
    grade: labelOf("grade", lesson.grade),
    volume: labelOf("volume", lesson.volume),
    short: shortGrade(lesson),
    campus: author.campus.name,
    kindName: numbers.pick(numbers.pick(kinds).names),
    passage: numbers.pick(writePassages(index, lesson)),
    numbers,
  };
};

/**
 * So many questions, none twice, the kinds in turn, over a library of so many resources. `taken` has those of earlier
 * rounds and gets these: what has been asked once may be remembered somewhere.
 */
export const makeQuestions = (
  resources: number,
  count: number,
  seed: number,
  taken: Set<string>,
): Question[] => {
  const numbers = numbersFrom(seed);
  const questions: Question[] = [];
  for (let attempt = 0; questions.length < count; attempt += 1) {
    if (attempt > count * 50) throw new Error(`The library yields no ${count} distinct questions.`);
    const kind = questionKinds[attempt % questionKinds.length] as QuestionKind;
    const text = makers[kind](readSource(resources, numbers)).trim().replace(/\s+/g, " ");
    if (Array.from(text).length < 2 || taken.has(text)) continue;
    taken.add(text);
    questions.push({ kind, text });
  }
  return questions;
};

/** What has been typed when suggestions are asked for: beginnings of titles, of their sounds, or of names. */
export const makePrefixes = (
  resources: number,
  count: number,
  seed: number,
  taken: Set<string>,
): string[] => {
  const numbers = numbersFrom(seed);
  const prefixes: string[] = [];
  for (let attempt = 0; prefixes.length < count; attempt += 1) {
    if (attempt > count * 50) throw new Error(`The library yields no ${count} distinct beginnings.`);
    const { title, lesson, campus } = readSource(resources, numbers);
    const written = numbers.pick([lesson, lesson, title, campus]);
    const typed = numbers.pick([written, written, soundOf(lesson, "pinyin"), soundOf(lesson, "first")]);
    const text = typed.slice(0, between(1, 8, numbers)).trim();
    if (text === "" || taken.has(text)) continue;
    taken.add(text);
    prefixes.push(text);
  }
  return prefixes;
};
