import { headOf } from "../document-terms.ts";
import { nearnessWorth, scoreOf, standingOf } from "../embedded/rank.ts";
import { squeeze, type Term } from "../parse-query.ts";
import type { ParsedRequest } from "../parse-request.ts";
import type { SearchRequest } from "../search-index.ts";
import { normalizeText, piecesOf } from "../segment.ts";
import { type NamedField, namedFields, type StoredResource } from "./documents.ts";
import { encodeKey } from "./encode.ts";
import { FieldText, findTerm, type Heard, heardIn } from "./find-term.ts";
import type { PassageEvidence } from "./passage-evidence.ts";
import type { Plan } from "./plan.ts";

/** Wishes count for more than the words that say them, where there is nothing else. */
const listingWeight = 100;

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

/** A question and what is known of it, the same for every document. */
interface Question {
  query: ParsedRequest;
  request: SearchRequest;
  plan: Plan;
  passages: PassageEvidence;
  required: Term[];
  /** The sum of the required words' weights. */
  weight: number;
  head: string;
  whole: string;
}

function nearnessOf(id: string, title: string, { required, whole, weight, passages }: Question): number {
  if (required.length < 2) return 0;
  const words = required.map((term) => term.text);
  const isInTitle = words.every((word) => title.includes(word));
  const near = passages.near(id);
  return nearnessWorth({
    title: title.includes(whole) ? 1 : 0.9 * neighbourShare(title, words),
    passage: !isInTitle && near.isTogether ? 1 : 0,
    isWholeInPassage: !isInTitle && near.isWhole,
    weight,
  });
}

function scoreOfResource(resource: StoredResource, question: Question): number {
  const { query, request, plan, passages, required, weight, head } = question;
  const { id, texts } = resource;
  const fields = Object.fromEntries(
    namedFields.map((field) => [field, new FieldText(texts[field])]),
  ) as Record<NamedField, FieldText>;
  let known: Heard | undefined;
  const heard = () => {
    known ??= heardIn(texts.title, texts.textbookNode);
    return known;
  };
  let [matched, slipped, worth, covered] = [0, 0, 0, 0];
  for (const term of query.terms) {
    const meant = plan.slips.get(term.text) ?? [];
    const one = findTerm(term, fields, passages.has(term, id), meant, heard);
    if (!one) continue;
    worth += one.worth * plan.weightOf(term);
    covered += one.cover;
    if (term.isOptional) continue;
    matched += plan.weightOf(term);
    if (one.isSlip) slipped += 1;
  }
  const titleLength = piecesOf(fields.title.text).reduce((sum, piece) => sum + piece.text.length, 0);
  const score = scoreOf({
    matched: query.isListing || request.matching === "any" ? 0 : matched / weight,
    slipped: slipped / (required.length || 1),
    worth,
    coverage: Math.min(1, covered / (titleLength || 1)),
    isExactTitle: head !== "" && headOf(texts.title) === head,
    met: metShare(resource, request.preferences ?? []),
    weight: query.isListing ? listingWeight : weight,
    standing: standingOf(resource.reuseCount, resource.publishedAtMs),
  });
  return score + nearnessOf(id, squeeze(fields.title.text), question);
}

/** The first documents that the server offers, in the order of the one function that ranks (embedded/rank.ts). */
export function rankWindow(
  found: StoredResource[],
  query: ParsedRequest,
  request: SearchRequest,
  plan: Plan,
  passages: PassageEvidence,
): StoredResource[] {
  const required = query.terms.filter((term) => !term.isOptional);
  const question: Question = {
    query,
    request,
    plan,
    passages,
    required,
    weight: required.reduce((sum, term) => sum + plan.weightOf(term), 0) || 1,
    head: headAsked(request),
    whole: squeeze(normalizeText(request.text)),
  };
  const scores = new Map(found.map((resource) => [resource.id, scoreOfResource(resource, question)]));
  return found.toSorted(
    (a, b) =>
      (scores.get(b.id) as number) - (scores.get(a.id) as number) ||
      b.publishedAtMs - a.publishedAtMs ||
      (a.id < b.id ? -1 : 1),
  );
}
