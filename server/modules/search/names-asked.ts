import type { Term } from "./query-terms.ts";
import { cutRun, normalizeText, pairsOf, piecesOf } from "./segment.ts";

/** Two characters sound like too many others; beyond so many a question is a sentence. */
const shortest = 3;
const longest = 16;
const mostRuns = 2;
/** Less than the words that it is made of. */
const weight = 1;

/** A stretch of a question that nothing in scope has as written, and names in scope that sound the same. */
export interface HeardName {
  text: string;
  meant: string[];
}

/**
 * What in a question may be the name of a title or lesson, written with characters of the same sound: of each Han run the
 * whole, then it without its last and without its first word.
 */
export function namesAsked(text: string): string[][] {
  const runs = piecesOf(normalizeText(text)).filter(({ isHan }) => isHan);
  return runs.slice(0, mostRuns).flatMap(({ text: run }) => {
    if (run.length > longest * 2) return [];
    const words = cutRun(run);
    const parts = words.length > 2 ? [words.slice(0, -1).join(""), words.slice(1).join("")] : [];
    const names = [run, ...parts].filter((name) => name.length >= shortest && name.length <= longest);
    return names.length > 0 ? [names] : [];
  });
}

/** Whether two names that sound alike share half of their characters: a slip, not another name. */
export function isNearlyWritten(one: string, other: string): boolean {
  if (one === other || one.length !== other.length) return false;
  const same = Array.from(one).filter((_, i) => one[i] === other[i]).length;
  return same * 2 >= one.length;
}

/** What stands in the names that were heard where a word stands in the question, and differs from it. */
export const partsHeard = (word: string, heard: readonly HeardName[]): string[] =>
  [
    ...new Set(
      heard.flatMap(({ text, meant }) => {
        const at = text.indexOf(word);
        return at < 0 ? [] : meant.map((name) => name.slice(at, at + word.length));
      }),
    ),
  ].filter((part) => part !== word);

/** The name as a word that raises what has it; the question's own words say what is found. */
export const termOfName = ({ text }: HeardName): Term => ({
  text,
  isHan: true,
  grams: pairsOf(text),
  alternatives: [],
  isPrefix: false,
  isOptional: true,
  weight,
});
