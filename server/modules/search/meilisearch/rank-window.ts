import { headOf } from "../document-terms.ts";
import {
  alsoShare,
  alternativeShare,
  fieldWorth,
  gramShare,
  nearnessWorth,
  scoreOf,
  slipShare,
  standingOf,
} from "../embedded/rank.ts";
import { squeeze, type Term } from "../parse-query.ts";
import type { ParsedRequest } from "../parse-request.ts";
import { syllablesOf } from "../pinyin.ts";
import type { SearchRequest } from "../search-index.ts";
import { hanRunsOf, normalizeText, piecesOf, tokensOf } from "../segment.ts";
import { type NamedField, namedFields, type StoredResource } from "./documents.ts";
import { encodeKey } from "./encode.ts";
import type { PassageEvidence } from "./passage-evidence.ts";
import type { Plan } from "./plan.ts";

/** Wishes count for more than the words that say them, where there is nothing else. */
const listingWeight = 100;
const shortestPrefix = 3;

/** A field's text, cut into words only where that is asked. */
class FieldText {
  readonly text: string;
  #words: Set<string> | null = null;

  constructor(text: string) {
    this.text = normalizeText(text);
  }

  hasWord(word: string): boolean {
    if (!this.text.includes(word)) return false;
    this.#words ??= new Set(tokensOf(this.text));
    return this.#words.has(word);
  }

  hasBeginning(letters: string): boolean {
    if (!this.text.includes(letters)) return false;
    this.#words ??= new Set(tokensOf(this.text));
    for (const word of this.#words) if (word.startsWith(letters)) return true;
    return false;
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

interface Heard {
  /** The letters of each stretch to the end of its run, one string a character. */
  letters: string[];
}

function heardIn(...texts: string[]): Heard {
  const letters = texts.flatMap(hanRunsOf).flatMap((run) => {
    const syllables = syllablesOf(run);
    return syllables.flatMap((_, from) => {
      const rest = syllables.slice(from);
      const full = rest.join("");
      return [full, full.replaceAll("v", "u"), rest.map((one) => one.charAt(0)).join("")];
    });
  });
  return { letters };
}

interface Found {
  worth: number;
  /** Characters of the title that the word accounts for. */
  cover: number;
  isSlip: boolean;
}

/** Where one document has one word, and what that is worth. */
function findTerm(
  term: Term,
  fields: Record<NamedField, FieldText>,
  isInPassages: boolean,
  meant: string[],
  heard: () => Heard,
): Found | null {
  const worths: number[] = [];
  let cover = 0;
  for (const field of namedFields) {
    const shares = sharesIn(fields[field], term);
    if (field === "title" && shares.length > 0) cover = term.text.length;
    worths.push(...shares.map((share) => share * fieldWorth[field]));
  }
  if (isInPassages) worths.push(fieldWorth.passages);
  const isSlip = worths.length === 0;
  if (
    isSlip &&
    !term.isHan &&
    term.text.length > 1 &&
    heard().letters.some((one) => one.startsWith(term.text))
  ) {
    worths.push(fieldWorth.title * slipShare);
    cover = Math.ceil(term.text.length / 3);
  }
  if (worths.length === 0) {
    for (const field of namedFields) {
      if (!meant.some((text) => fields[field].hasAll([text]))) continue;
      worths.push(fieldWorth[field] * slipShare);
      if (field === "title") cover = term.text.length;
    }
  }
  const [first, ...more] = worths;
  if (first === undefined) return null;
  return { worth: first + more.reduce((sum, one) => sum + one * alsoShare, 0), cover, isSlip };
}

function metShare(resource: StoredResource, preferences: NonNullable<SearchRequest["preferences"]>): number {
  const total = Math.max(
    1,
    preferences.reduce((sum, { weight }) => sum + weight, 0),
  );
  const met = preferences.filter(({ field, keys }) =>
    keys.some((key) => resource[field].includes(encodeKey(key))),
  );
  return met.reduce((sum, { weight }) => sum + weight, 0) / total;
}

/** Neighbouring words of the question that are neighbours in the title too, a 的 between them aside; 0 to 1. */
function neighbourShare(title: string, words: string[]): number {
  const near = words.slice(1).filter((word, i) => {
    const before = words[i] as string;
    for (let at = title.indexOf(before); at >= 0; at = title.indexOf(before, at + 1)) {
      const rest = title.slice(at + before.length).trimStart();
      if (rest.startsWith(word) || rest.replace(/^[的地得和与及之]/, "").startsWith(word)) return true;
    }
    return false;
  });
  return words.length < 2 ? 0 : near.length / (words.length - 1);
}

/** What a title that is the whole question begins with; none where words were taken from it as wishes. */
export const headAsked = ({ text, preferences = [] }: SearchRequest): string =>
  preferences.some((preference) => preference.text !== "") ? "" : headOf(text);

/** The first documents that the server offers, in the order of the one function that ranks (embedded/rank.ts). */
export function rankWindow(
  found: StoredResource[],
  query: ParsedRequest,
  request: SearchRequest,
  plan: Plan,
  passages: PassageEvidence,
): StoredResource[] {
  const required = query.terms.filter((term) => !term.isOptional);
  const total = required.reduce((sum, term) => sum + plan.weightOf(term), 0) || 1;
  const [head, whole] = [headAsked(request), squeeze(normalizeText(request.text))];
  const scores = new Map(
    found.map((resource) => [resource.id, scoreOfResource(resource, { total, head, whole })] as const),
  );
  return found.toSorted(
    (a, b) =>
      (scores.get(b.id) as number) - (scores.get(a.id) as number) ||
      b.publishedAtMs - a.publishedAtMs ||
      (a.id < b.id ? -1 : 1),
  );

  function scoreOfResource(
    resource: StoredResource,
    asked: { total: number; head: string; whole: string },
  ): number {
    const fields = Object.fromEntries(
      namedFields.map((field) => [field, new FieldText(resource.texts[field])]),
    ) as Record<NamedField, FieldText>;
    let known: Heard | undefined;
    const heard = () => {
      known ??= heardIn(resource.texts.title, resource.texts.textbookNode);
      return known;
    };
    let [matched, slipped, worth, covered] = [0, 0, 0, 0];
    for (const term of query.terms) {
      const isInPassages = passages.has(term, resource.id);
      const one = findTerm(term, fields, isInPassages, plan.slips.get(term.text) ?? [], heard);
      if (!one) continue;
      const weight = plan.weightOf(term);
      worth += one.worth * weight;
      covered += one.cover;
      if (term.isOptional) continue;
      matched += weight;
      if (one.isSlip) slipped += 1;
    }
    const titleLength = piecesOf(fields.title.text).reduce((sum, piece) => sum + piece.text.length, 0);
    const title = squeeze(fields.title.text);
    const isInTitle = required.every((term) => title.includes(term.text));
    const near = passages.near(resource.id);
    const nearness =
      required.length < 2
        ? 0
        : nearnessWorth({
            title: title.includes(asked.whole)
              ? 1
              : 0.9 *
                neighbourShare(
                  title,
                  required.map((term) => term.text),
                ),
            passage: !isInTitle && near.isTogether ? 1 : 0,
            isWholeInPassage: !isInTitle && near.isWhole,
            weight: asked.total,
          });
    const score = scoreOf({
      matched: query.isListing || request.matching === "any" ? 0 : matched / asked.total,
      slipped: slipped / (required.length || 1),
      worth,
      coverage: Math.min(1, covered / (titleLength || 1)),
      isExactTitle: asked.head !== "" && headOf(resource.texts.title) === asked.head,
      met: metShare(resource, request.preferences ?? []),
      weight: query.isListing ? listingWeight : asked.total,
      standing: standingOf(resource.reuseCount, resource.publishedAtMs),
    });
    return score + nearness;
  }
}
