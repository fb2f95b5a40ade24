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

const isLatin = (word: string) => /^[\x20-\x7e]+$/.test(word);

function occurrences(text: string, word: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const isInsideLatinWord =
      isLatin(word) && (/[a-z]/.test(text[at - 1] ?? "") || /[a-z]/.test(text[at + word.length] ?? ""));
    if (!isInsideLatinWord) found.push(at);
  }
  return found;
}

const fold = (word: string) => word.normalize("NFKC").toLowerCase();

/**
 * Where the terms' names and aliases occur; of two that overlap the longer stays. A word that only hides a term's name
 * (科学家) takes its place and is left out. In the order of the text.
 */
export function matchWords(text: string, terms: GuessTerm[]): WordMatch[] {
  const all = terms.flatMap((term) => {
    const words = [term.zh, ...(term.attributes?.aliases ?? [])].map((word) => ({
      key: term.key,
      word: fold(word),
    }));
    const decoys = (term.attributes?.notIn ?? []).map((word) => ({ key: "", word: fold(word) }));
    return [...words, ...decoys]
      .filter(({ word }) => word !== "")
      .flatMap(({ key, word }) =>
        occurrences(text, word).map((start) => ({ key, word, start, end: start + word.length })),
      );
  });
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
