import type { LexiconTerm } from "./lexicon.ts";
import { maskQuestion } from "./lexicon-mask.ts";
import { findWords, wordBounds } from "./lexicon-match.ts";
import { narrowerWords } from "./lexicon-narrower.ts";
import { mostAlternatives, type Synonyms } from "./search-index.ts";
import { normalizeText } from "./segment.ts";

/** For each word that has any, the words that stand for it; all as `normalizeText` writes them. */
export interface SynonymWords {
  alternatives: ReadonlyMap<string, readonly string[]>;
  /** Of the longest word, in UTF-16 units. */
  longest: number;
}

/** As much of a question as is ever read, in UTF-16 units. */
const longestQuestion = 400;
/** Each costs the engine a search for every alternative. */
const mostInQuestion = 6;
const schemes: ReadonlySet<string> = new Set(["kind", "subject", "edition"]);

const groupOfTerm = ({ zh, attributes }: LexiconTerm): string[] =>
  [zh, ...(attributes.aliases ?? [])].filter((word) => !narrowerWords.has(normalizeText(word)));

/** The edited groups, then the names that the vocabulary gives one thing. */
export function gatherSynonyms(groups: readonly string[][], terms: readonly LexiconTerm[]): SynonymWords {
  const alternatives = new Map<string, string[]>();
  const named = terms.filter(({ scheme }) => schemes.has(scheme)).map(groupOfTerm);
  for (const group of [...groups, ...named]) {
    const words = [...new Set(group.map((word) => normalizeText(word).trim()))].filter((word) => word !== "");
    for (const word of words) {
      const known = alternatives.get(word) ?? [];
      const others = words.filter((other) => other !== word && !known.includes(other));
      const all = [...known, ...others].slice(0, mostAlternatives);
      if (all.length > 0) alternatives.set(word, all);
    }
  }
  const longest = Math.max(0, ...Array.from(alternatives.keys(), (word) => word.length));
  return { alternatives, longest };
}

/**
 * The words of a question that may be written otherwise, longest first where they overlap; not those in quotation marks or
 * excluded, nor letters inside a longer word of the dictionary. Pure; takes any string.
 */
export function synonymsOf(text: string, words: SynonymWords): Synonyms[] {
  const masked = maskQuestion(normalizeText(text.slice(0, longestQuestion)).slice(0, longestQuestion));
  const found = findWords(masked, words.alternatives, words.longest);
  if (found.length === 0) return [];
  const { from, to } = wordBounds(masked);
  const seen = new Set<string>();
  return found
    .filter(({ start, end }) => from[start] === start && to[end - 1] === end)
    .map(({ start, end, value }) => ({ text: masked.slice(start, end), alternatives: [...value] }))
    .filter((one) => !seen.has(one.text) && seen.add(one.text))
    .slice(0, mostInQuestion);
}
