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

const isLatin = (word: string) => /^[\x20-\x7e]+$/.test(word);
const isLetter = (character: string | undefined) => /[a-z]/i.test(character ?? "");
/** Between JavaScript and Lesson in JavaScriptLesson, between PEP and Book in PEPBook. */
const isHump = (cased: string, at: number) =>
  /^(?:[a-z][A-Z]|[A-Z][A-Z][a-z])/.test(cased.slice(at - 1, at + 2));

function occurrences(text: string, cased: string, word: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const end = at + word.length;
    const isInsideLatinWord =
      isLatin(word) &&
      ((isLetter(text[at - 1]) && isLetter(word[0]) && !isHump(cased, at)) ||
        (isLetter(text[end]) && isLetter(word.at(-1)) && !isHump(cased, end)));
    if (!isInsideLatinWord) found.push(at);
  }
  return found;
}

const fold = (word: string) => word.normalize("NFKC").toLowerCase();

/** Terms made ready for `matchWords`: their names and aliases, and what only hides one of them under an empty key. */
export const wordsOfTerms = (terms: GuessTerm[]): Word[] =>
  terms.flatMap(({ key, zh, attributes }) => [
    ...[zh, ...(attributes?.aliases ?? [])].map((word) => ({ key, word: fold(word) })),
    ...(attributes?.notIn ?? []).map((word) => ({ key: "", word: fold(word) })),
  ]);

export const wordsOfTable = (table: Record<string, string[]>): Word[] =>
  Object.entries(table).flatMap(([key, words]) => words.map((word) => ({ key, word: fold(word) })));

/**
 * Where words occur; of two that overlap the longer stays. One with an empty key (科学家) takes its place and is left out.
 * In the order of the text. `cased` is the text before its letters were folded, where that is known.
 */
export function matchWords(text: string, words: Word[], cased = text): WordMatch[] {
  // Folders of programmers join words by hyphens.
  const spaced = text.replaceAll("-", " ");
  const all = words
    .filter(({ word }) => word !== "")
    .flatMap(({ key, word }) =>
      occurrences(word.includes(" ") ? spaced : text, cased, word).map((start) => ({
        key,
        word,
        start,
        end: start + word.length,
      })),
    );
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
