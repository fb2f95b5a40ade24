import type { Phrase, Term } from "../query-terms.ts";
import { alternativeShare, fieldWorth, gramShare, slipShare } from "../ranking/rank.ts";
import {
  allOf,
  beginningWith,
  exactly,
  fieldTokens,
  initialsToken,
  lessonInitialsToken,
  lessonPinyinToken,
  pinyinToken,
} from "./field-tokens.ts";

/** A word still being typed is looked up by its beginning from here on: shorter ones begin half the dictionary. */
const shortestPrefix = 3;
const pinyinLike = /^[a-z]{2,}$/;
const lettersPerSyllable = 3;

/** One list of documents to look up, and what being in it says. */
export interface Evidence {
  expression: string;
  worth: number;
  /** Characters of the title that it accounts for. */
  cover: number;
}

const either = (word: string, gram: string, token: string) =>
  word === gram ? exactly(word + token) : `(${exactly(word + token)} OR ${exactly(gram + token)})`;

const phraseIn = (word: string, gram: string, { tokens }: Phrase) =>
  allOf(tokens.map((token) => either(word, gram, token)));

function wordExpression(term: Term, letter: string): string {
  // Not for 的 and the like: half of all grams begin or end with them.
  const isSingleHan = term.isHan && term.grams.length === 0 && !term.isOptional;
  const isTyping = term.isPrefix && term.text.length >= shortestPrefix;
  return isSingleHan || isTyping ? beginningWith(letter + term.text) : exactly(letter + term.text);
}

/** What else counts as having a Han word in a field: its pairs side by side, though cut otherwise. */
function gramExpression(term: Term, word: string, gram: string): string | null {
  if (!term.isHan) return null;
  if (term.grams.length === 0)
    return term.isOptional || word === gram ? null : beginningWith(gram + term.text);
  if (term.grams.length === 1) return word === gram ? null : exactly(gram + term.text);
  return allOf(term.grams.map((pair) => either(word, gram, pair)));
}

/** Where a word is written, the strongest field first. */
export function* writtenEvidence(term: Term): Iterable<Evidence> {
  for (const { field, word, gram } of fieldTokens) {
    const worth = fieldWorth[field];
    const cover = (text: string) => (field === "title" ? text.length : 0);
    yield { expression: wordExpression(term, word), worth, cover: cover(term.text) };
    for (const phrase of term.alternatives) {
      const expression = phraseIn(word, gram, phrase);
      yield { expression, worth: worth * alternativeShare, cover: cover(phrase.text) };
    }
    const expression = gramExpression(term, word, gram);
    if (expression) yield { expression, worth: worth * gramShare, cover: cover(term.text) };
  }
}

/** Words that may have been meant instead, where they are written. */
export function* slipEvidence(meant: Phrase[]): Iterable<Evidence> {
  for (const { field, word, gram } of fieldTokens) {
    for (const phrase of meant) {
      const cover = field === "title" ? phrase.text.length : 0;
      yield { expression: phraseIn(word, gram, phrase), worth: fieldWorth[field] * slipShare, cover };
    }
  }
}

/** Titles and lessons that sound as Latin letters say, in full or by initials. */
export function* soundEvidence(letters: string): Iterable<Evidence> {
  if (!pinyinLike.test(letters)) return;
  const [title, lesson] = [fieldWorth.title * slipShare, fieldWorth.textbookNode * slipShare];
  const syllables = Math.ceil(letters.length / lettersPerSyllable);
  yield { expression: beginningWith(initialsToken + letters), worth: title, cover: letters.length };
  yield { expression: beginningWith(pinyinToken + letters), worth: title, cover: syllables };
  yield { expression: beginningWith(lessonInitialsToken + letters), worth: lesson, cover: 0 };
  yield { expression: beginningWith(lessonPinyinToken + letters), worth: lesson, cover: 0 };
}

/** A phrase in one field or another. */
export const phraseExpressions = (phrase: Phrase): string[] =>
  fieldTokens.map(({ word, gram }) => phraseIn(word, gram, phrase));
