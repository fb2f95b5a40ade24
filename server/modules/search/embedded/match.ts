import type { ParsedQuery, Phrase, Term } from "../parse-query.ts";
import type { Columns } from "./columns.ts";
import { beginningWith, exactly, fieldTokens, initialsToken, pinyinToken } from "./field-tokens.ts";
import type { Postings } from "./postings.ts";
import { fieldWorth, gramShare } from "./rank.ts";

const pinyinLike = /^[a-z]{2,}$/;
/** A word still being typed is looked up by its beginning from here on: shorter ones begin half the dictionary. */
const shortestPrefix = 3;
/** What a weaker field adds when a stronger one has the word already. */
const pinyinWeight = 0.01;
const alsoShare = 0.05;
/** What it is worth that the question's words make up the whole title. */
const coverageWeight = 6;

/** Documents with their scores; valid until the next match, for the arrays are used again. */
export interface Matches {
  numbers: Uint32Array;
  count: number;
  isPartial: boolean;
  scores: Float32Array;
  /** Documents that have what the question excludes. */
  excluded: ReadonlySet<number>;
}

/** Collects, for one question after another, which documents have its words and how well. */
export class Matcher {
  #scores = new Float32Array(0);
  #covered = new Float32Array(0);
  /** How many of the required words a document has. */
  #matched = new Uint8Array(0);
  /** The last word that a document was seen with, counted from 1. */
  #lastTerm = new Uint8Array(0);
  #touched = new Uint32Array(0);
  #touchedCount = 0;
  /** Nothing is kept of a document that is not in it. */
  #mask: Uint8Array = new Uint8Array(0);

  /** Documents that have all the required words and are in the mask; where none has, those with the most of them. */
  match(query: ParsedQuery, postings: Postings, columns: Columns, mask: Uint8Array): Matches {
    this.#reset(columns.size);
    this.#mask = mask;
    const required = query.terms.filter((term) => !term.isOptional);
    const optional = query.terms.filter((term) => term.isOptional);
    [...required, ...optional].forEach((term, i) => {
      this.#addTerm(term, i + 1, i < required.length, postings, columns);
    });
    const excluded = new Set<number>();
    for (const phrase of query.excluded)
      for (const number of withPhrase(phrase, postings)) excluded.add(number);
    const all = this.#collect(required.length, columns, excluded);
    const isPartial = all.count === 0 && required.length > 1;
    const found = isPartial ? this.#collect(1, columns, excluded) : all;
    return { ...found, isPartial: isPartial && found.count > 0, excluded };
  }

  #addTerm(term: Term, stamp: number, isRequired: boolean, postings: Postings, columns: Columns): void {
    for (const { field, word, gram } of fieldTokens) {
      const weight = fieldWorth[field];
      const isTitle = word === fieldTokens[0]?.word;
      this.#addList(postings.find(wordExpression(term, word)), stamp, isRequired, {
        worth: weight * term.weight,
        cover: isTitle ? term.text.length : 0,
      });
      for (const expression of gramExpressions(term, word, gram)) {
        this.#addList(postings.find(expression), stamp, isRequired, {
          worth: weight * gramShare * term.weight,
          cover: isTitle ? term.text.length : 0,
        });
      }
    }
    if (!pinyinLike.test(term.text) || columns.size <= 1) return;
    for (const letter of [pinyinToken, initialsToken]) {
      const found = postings.find(beginningWith(letter + term.text));
      this.#addList(found, stamp, isRequired, { worth: pinyinWeight * term.weight, cover: 0 });
    }
  }

  #addList(
    list: Uint32Array,
    stamp: number,
    isRequired: boolean,
    value: { worth: number; cover: number },
  ): void {
    const { worth, cover } = value;
    const [scores, lastTerm, matched, mask] = [this.#scores, this.#lastTerm, this.#matched, this.#mask];
    for (let i = 0; i < list.length; i += 1) {
      const number = list[i] as number;
      if (mask[number] === 0) continue;
      const last = lastTerm[number] as number;
      if (last === stamp) {
        scores[number] = (scores[number] as number) + worth * alsoShare;
        continue;
      }
      if (last === 0) {
        this.#touched[this.#touchedCount] = number;
        this.#touchedCount += 1;
      }
      lastTerm[number] = stamp;
      scores[number] = (scores[number] as number) + worth;
      if (isRequired) matched[number] = (matched[number] as number) + 1;
      if (cover > 0) this.#covered[number] = (this.#covered[number] as number) + cover;
    }
  }

  #collect(
    least: number,
    columns: Columns,
    excluded: ReadonlySet<number>,
  ): Omit<Matches, "excluded" | "isPartial"> {
    const numbers = new Uint32Array(this.#touchedCount);
    const scores = this.#scores.slice(0, columns.size);
    let count = 0;
    for (let i = 0; i < this.#touchedCount; i += 1) {
      const number = this.#touched[i] as number;
      const matched = this.#matched[number] as number;
      if (matched < least || (excluded.size > 0 && excluded.has(number))) continue;
      const coverage = Math.min(1, (this.#covered[number] as number) / (columns.titleLength[number] || 1));
      // Partial matches go first by how many words they have.
      scores[number] = (scores[number] as number) + coverage * coverageWeight + matched * 1000;
      numbers[count] = number;
      count += 1;
    }
    return { numbers, count, scores };
  }

  #reset(size: number): void {
    if (this.#scores.length < size) {
      const room = Math.ceil(size * 1.25) + 1024;
      this.#scores = new Float32Array(room);
      this.#covered = new Float32Array(room);
      this.#matched = new Uint8Array(room);
      this.#lastTerm = new Uint8Array(room);
      this.#touched = new Uint32Array(room);
    } else {
      // Only what the last question touched is dirty.
      for (let i = 0; i < this.#touchedCount; i += 1) {
        const number = this.#touched[i] as number;
        this.#scores[number] = 0;
        this.#covered[number] = 0;
        this.#matched[number] = 0;
        this.#lastTerm[number] = 0;
      }
    }
    this.#touchedCount = 0;
  }
}

function wordExpression(term: Term, letter: string): string {
  // Not for 的 and the like: half of all grams begin or end with them.
  const isSingleHan = term.isHan && term.grams.length === 0 && !term.isOptional;
  const isTyping = term.isPrefix && term.text.length >= shortestPrefix;
  return isSingleHan || isTyping ? beginningWith(letter + term.text) : exactly(letter + term.text);
}

const either = (word: string, gram: string, token: string) =>
  `(${exactly(word + token)} OR ${exactly(gram + token)})`;

/** What else counts as having a Han word in a field: its pairs side by side, though cut otherwise. */
function gramExpressions(term: Term, word: string, gram: string): string[] {
  if (!term.isHan) return [];
  if (term.grams.length === 0) return term.isOptional ? [] : [beginningWith(gram + term.text)];
  if (term.grams.length === 1) return [exactly(gram + term.text)];
  return [term.grams.map((pair) => either(word, gram, pair)).join(" AND ")];
}

function* withPhrase(phrase: Phrase, postings: Postings): Iterable<number> {
  for (const { word, gram } of fieldTokens) {
    yield* postings.find(phrase.tokens.map((token) => either(word, gram, token)).join(" AND "));
  }
}
