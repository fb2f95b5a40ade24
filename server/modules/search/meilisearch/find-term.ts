import { partsOfMixed } from "../document-terms.ts";
import { syllablesOf } from "../pinyin.ts";
import type { Term } from "../query-terms.ts";
import { alsoShare, alternativeShare, fieldWorth, gramShare, slipShare } from "../ranking/rank.ts";
import { hanRunsOf, normalizeText, tokensOf } from "../segment.ts";
import { type NamedField, namedFields } from "./documents.ts";

const shortestPrefix = 3;

/** A field's text, cut into words only where that is asked. */
export class FieldText {
  readonly text: string;
  #words: Set<string> | null = null;

  constructor(text: string) {
    this.text = normalizeText(text);
  }

  hasWord(word: string): boolean {
    return this.text.includes(word) && this.#cut().has(word);
  }

  hasBeginning(letters: string): boolean {
    if (!this.text.includes(letters)) return false;
    for (const word of this.#cut()) if (word.startsWith(letters)) return true;
    return false;
  }

  /** As the index has them: Unit3 as unit and 3, too. */
  #cut(): Set<string> {
    this.#words ??= new Set(tokensOf(this.text).flatMap((word) => [word, ...partsOfMixed(word)]));
    return this.#words;
  }

  hasAll = (tokens: string[]): boolean =>
    tokens.every((token) => (/^[a-z0-9]/.test(token) ? this.hasWord(token) : this.text.includes(token)));
}

/** What each way of having the word in this field is worth, of the word itself. */
function sharesIn(field: FieldText, term: Term): number[] {
  const shares: number[] = [];
  const isTyping = term.isPrefix && term.text.length >= shortestPrefix;
  const isSingle = term.isHan && term.grams.length === 0;
  if (isSingle ? field.text.includes(term.text) : field.hasWord(term.text)) shares.push(1);
  else if (isTyping && field.hasBeginning(term.text)) shares.push(1);
  for (const { tokens } of term.alternatives) if (field.hasAll(tokens)) shares.push(alternativeShare);
  if (term.grams.length > 0 && field.hasAll(term.grams)) shares.push(gramShare);
  return shares;
}

/** The letters of each stretch to the end of its run, one string a character. */
export interface Heard {
  title: string[];
  lesson: string[];
}

export const lettersIn = (text: string): string[] =>
  hanRunsOf(text).flatMap((run) => {
    const syllables = syllablesOf(run);
    return syllables.flatMap((_, from) => {
      const rest = syllables.slice(from);
      const full = rest.join("");
      return [full, full.replaceAll("v", "u"), rest.map((one) => one.charAt(0)).join("")];
    });
  });

const pinyinLike = /^[a-z]{2,}$/;

/** What may stand for a word that a document does not have as written. */
export interface Instead {
  meant: string[];
  /** Letters that the word may be the sound of, with its neighbours and alone. */
  sounds: string[];
}

export interface FoundTerm {
  worth: number;
  /** Characters of the title that the word accounts for. */
  cover: number;
  isSlip: boolean;
}

/** Where one document has one word, and what that is worth: as written, by what was meant, then by its sound. */
export function findTerm(
  term: Term,
  fields: Record<NamedField, FieldText>,
  isInPassages: boolean,
  { meant, sounds }: Instead,
  heard: () => Heard,
): FoundTerm | null {
  const worths: number[] = [];
  let cover = 0;
  for (const field of namedFields) {
    const shares = sharesIn(fields[field], term);
    if (field === "title" && shares.length > 0) cover = term.text.length;
    worths.push(...shares.map((share) => share * fieldWorth[field]));
  }
  if (isInPassages) worths.push(fieldWorth.passages);
  const isSlip = worths.length === 0;
  for (const field of namedFields) {
    const found = meant.filter((text) => fields[field].hasAll([text]));
    worths.push(...found.map(() => fieldWorth[field] * slipShare));
    if (field === "title" && found.length > 0) cover ||= term.text.length;
  }
  if (!term.isHan) {
    for (const letters of sounds.filter((one) => pinyinLike.test(one))) {
      const begins = (one: string) => one.startsWith(letters);
      if (heard().title.some(begins)) {
        worths.push(fieldWorth.title * slipShare);
        cover ||= Math.ceil(letters.length / 3);
      }
      if (heard().lesson.some(begins)) worths.push(fieldWorth.textbookNode * slipShare);
    }
  }
  const [first, ...more] = worths;
  if (first === undefined) return null;
  return { worth: first + more.reduce((sum, one) => sum + one * alsoShare, 0), cover, isSlip };
}
