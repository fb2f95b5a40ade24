import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";
import { normalizeText } from "../fold-text.ts";
import { classroomWords } from "./classroom-words.ts";

/** What words of the field are taken from. */
export interface FieldNames {
  /** Names of kinds, subjects, editions and lesson types, and what else people call them. */
  terms: readonly string[];
  /** Titles of textbooks' units and lessons. */
  titles: readonly string[];
}

/** Between points or ends: what stands beside a digit or in a list (认识东、南、西、北) is a piece of a phrase. */
const hanRun = /(?<![^\s\p{P}\p{S}]|、)[\u3400-\u9fff]+(?![^\s\p{P}\p{S}]|、)/gu;
/** A run with one of these is a phrase, not a name: cut as one word it would not be found by its parts. */
const ofPhrases =
  /[的了和与及或在是之吗呢吧啊把被就着过不有也都很这那几每我你他她们一二两三四五六七八九十第]/;
/** Longer runs are phrases too, and jieba's search mode finds no word of more than three characters inside a word. */
const longestName = 5;
/** How often a word of the field is met, in the base dictionary's measure of 60 million; more where that does not do. */
const frequencies = [50, 500, 5000, 50_000];

/** In brackets stand the names of what a lesson consists of: 古诗三首（山行、夜书所见）. */
const withListedNames = (text: string): string =>
  text.replace(/\([^)]*\)/g, (listed) => listed.replaceAll("、", " "));

const namesIn = (text: string): string[] =>
  (withListedNames(normalizeText(text)).match(hanRun) ?? []).filter(
    (run) => run.length > 1 && run.length <= longestName && !ofPhrases.test(run),
  );

/**
 * The words of the field that the base dictionary does not know, with their frequencies, as jieba reads them: "走月亮 50".
 * Not those that it cuts into words of two characters and more (教学设计): their parts are what is looked for.
 */
export function chooseWords({ terms, titles }: FieldNames): string[] {
  const base = Jieba.withDict(dict);
  const isCutWrongly = (name: string): boolean => {
    const parts = base.cut(name, false);
    return parts.length > 1 && parts.some((part) => part.length === 1);
  };
  const curated = classroomWords
    .flatMap((line) => line.split(" "))
    .filter((word) => base.cut(word, false).length > 1);
  const names = [...terms, ...titles].flatMap(namesIn).filter(isCutWrongly);
  const chosen = [...new Set([...names, ...curated])].sort();
  const lines: string[] = [];
  for (const word of chosen) {
    const enough = frequencies.find((frequency) => {
      const line = `${word} ${frequency}`;
      base.loadDict(Buffer.from(`${line}\n`));
      return base.cut(word, true).length === 1;
    });
    if (enough) lines.push(`${word} ${enough}`);
  }
  return lines;
}
