import type { TermAttributes } from "../tables.ts";

/** What the guessing needs of a term; seeded terms and those of the database both have it. */
export interface GuessTerm {
  scheme: string;
  key: string;
  zh: string;
  attributes?: TermAttributes;
}

export interface WordMatch {
  key: string;
  word: string;
  start: number;
  end: number;
}

interface Word {
  key: string;
  word: string;
}

/** Words by their first character, so that a text is gone through once whatever their number. */
export type WordTable = Map<string, Word[]>;

const isLatin = (word: string) => /^[\x20-\x7e]+$/.test(word);
const isLetter = (character: string | undefined) => /[a-z]/i.test(character ?? "");
/** Between JavaScript and Lesson in JavaScriptLesson, between PEP and Book in PEPBook. */
const isHump = (cased: string, at: number) =>
  /^(?:[a-z][A-Z]|[A-Z][A-Z][a-z])/.test(cased.slice(at - 1, at + 2));

const isInsideLatinWord = (text: string, cased: string, start: number, end: number): boolean =>
  (isLetter(text[start - 1]) && isLetter(text[start]) && !isHump(cased, start)) ||
  (isLetter(text[end]) && isLetter(text[end - 1]) && !isHump(cased, end));

const fold = (word: string) => word.normalize("NFKC").toLowerCase();

function tableOf(words: Word[]): WordTable {
  const table: WordTable = new Map();
  for (const { key, word } of words) {
    const folded = fold(word);
    const [first] = folded;
    if (first) table.set(first, [...(table.get(first) ?? []), { key, word: folded }]);
  }
  return table;
}

/** The terms' names and aliases, and what only hides one of them under an empty key. */
export const wordsOfTerms = (terms: GuessTerm[]): WordTable =>
  tableOf(
    terms.flatMap(({ key, zh, attributes }) => [
      ...[zh, ...(attributes?.aliases ?? [])].map((word) => ({ key, word })),
      ...(attributes?.notIn ?? []).map((word) => ({ key: "", word })),
    ]),
  );

export const wordsOfTable = (words: Record<string, string[]>): WordTable =>
  tableOf(Object.entries(words).flatMap(([key, list]) => list.map((word) => ({ key, word }))));

/**
 * Where words occur; of two that overlap the longer stays. One with an empty key (科学家) takes its place and is left out.
 * In the order of the text. `cased` is the text before its letters were folded, where that is known.
 */
export function matchWords(text: string, tables: WordTable[], cased = text): WordMatch[] {
  // Folders of programmers join words by hyphens.
  const spaced = text.replaceAll("-", " ");
  const all: WordMatch[] = [];
  for (let start = 0; start < text.length; start += 1)
    for (const table of tables)
      for (const { key, word } of table.get(text.charAt(start)) ?? []) {
        const end = start + word.length;
        const isThere = (word.includes(" ") ? spaced : text).startsWith(word, start);
        if (isThere && !(isLatin(word) && isInsideLatinWord(text, cased, start, end)))
          all.push({ key, word, start, end });
      }
  all.sort((one, other) => other.word.length - one.word.length || one.start - other.start);
  const kept: WordMatch[] = [];
  for (const match of all)
    if (kept.every((other) => match.end <= other.start || match.start >= other.end)) kept.push(match);
  return kept.filter((match) => match.key !== "").sort((one, other) => one.start - other.start);
}

/** The only term that occurs, or undefined where several do. */
export function onlyMatch(matches: WordMatch[]): WordMatch | undefined {
  return new Set(matches.map((match) => match.key)).size === 1 ? matches[0] : undefined;
}

/** In a Chinese name the last word says what a thing is; a Latin one (ppt) counts where there is no Chinese one. */
export function headMatch(matches: WordMatch[]): WordMatch | undefined {
  return matches.findLast((match) => !isLatin(match.word)) ?? matches.at(-1);
}
