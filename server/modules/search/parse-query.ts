import { normalizeText } from "./fold-text.ts";
import {
  type Alternatives,
  mostTerms,
  type Phrase,
  phraseOf,
  squeeze,
  stopWords,
  type Term,
  termsOf,
} from "./query-terms.ts";
import { mostAlternatives, type Synonyms } from "./search-index.ts";

const longestQuestion = 200;

export interface ParsedQuery {
  terms: Term[];
  /** Also in `terms`, so that candidates have their words. */
  phrases: Phrase[];
  excluded: Phrase[];
}

function alternativesOf(synonyms: Synonyms[]): Alternatives {
  const found: Alternatives = new Map();
  for (const { text, alternatives } of synonyms.slice(0, mostTerms)) {
    const phrases = alternatives.flatMap((alternative) => phraseOf(normalizeText(alternative)) ?? []);
    found.set(squeeze(normalizeText(text)), phrases.slice(0, mostAlternatives));
  }
  return found;
}

function distinct(terms: Term[]): Term[] {
  const byText = new Map<string, Term>();
  for (const term of terms) {
    const known = byText.get(term.text);
    if (!known || (known.isOptional && !term.isOptional)) byText.set(term.text, term);
  }
  const kept = [...byText.values()].slice(0, mostTerms);
  // A question of nothing but small words is asked for in earnest.
  return kept.every((term) => term.isOptional) ? kept.map((term) => ({ ...term, isOptional: false })) : kept;
}

/**
 * Reads what a person typed: words, "phrases" (Chinese quotation marks too) and -excluded. Takes any string, looks at its
 * first 200 characters, and yields letters, digits, `.`, `+` and `#` only, so nothing in it is an engine's operator.
 */
export function parseQuery(text: string, synonyms: Synonyms[] = []): ParsedQuery {
  const asked = Array.from(text.slice(0, longestQuestion * 2))
    .slice(0, longestQuestion)
    .join("");
  const normalized = normalizeText(asked).replace(/[“”„‟「」『』]/g, '"');
  const alternatives = alternativesOf(synonyms);
  const terms: Term[] = [];
  const phrases: Phrase[] = [];
  const excluded: Phrase[] = [];
  for (const [, minus, quoted, bare] of normalized.matchAll(/(?:(?<=^|\s)(-))?(?:"([^"]*)"|([^\s"]+))/g)) {
    const part = quoted ?? bare ?? "";
    if (minus) {
      const phrase = phraseOf(part);
      if (phrase) excluded.push(phrase);
      continue;
    }
    terms.push(...termsOf(part, alternatives));
    const phrase = quoted === undefined ? null : phraseOf(part);
    if (phrase) phrases.push(phrase);
  }
  const last = terms.at(-1);
  if (last && !last.isHan && /\p{L}/u.test(last.text) && !/["\s]$/.test(normalized)) last.isPrefix = true;
  return { terms: distinct(terms), phrases: phrases.slice(0, 8), excluded: excluded.slice(0, 8) };
}

const isHanText = (text: string) => /^\p{Script=Han}/u.test(text);

/** What is marked in a text that was found: the words, and what may be written instead. */
export const marksOf = (query: ParsedQuery): { text: string; isHan: boolean }[] => {
  const telling = query.terms.filter((term) => !stopWords.has(term.text));
  const marks = telling.length > 0 ? telling : query.terms;
  return marks.flatMap((term) => [
    term,
    ...term.alternatives.map(({ text }) => ({ text, isHan: isHanText(text) })),
  ]);
};
