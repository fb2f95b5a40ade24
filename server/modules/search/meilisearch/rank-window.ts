import { headOf } from "../document-terms.ts";
import { partsHeard, termOfName } from "../names-asked.ts";
import type { ParsedRequest } from "../parse-request.ts";
import { squeeze, type Term } from "../query-terms.ts";
import { titleShare } from "../ranking/neighbours.ts";
import {
  leastWorthOfAny,
  listingWeight,
  nearnessWorth,
  partialWorth,
  scoreOf,
  standingOf,
} from "../ranking/rank.ts";
import type { SearchRequest } from "../search-index.ts";
import { normalizeText, piecesOf } from "../segment.ts";
import { spokenRuns } from "../spoken-runs.ts";
import { weightInsideWords } from "../word-borders.ts";
import { type NamedField, namedFields, type StoredResource } from "./documents.ts";
import { encodeKey } from "./encode.ts";
import { FieldText, findTerm, type Heard, lettersIn } from "./find-term.ts";
import type { PassageEvidence } from "./passage-evidence.ts";
import type { Plan } from "./plan.ts";

/** The weights of the wishes that a document meets, together. */
const metWeight = (
  resource: StoredResource,
  preferences: NonNullable<SearchRequest["preferences"]>,
): number =>
  preferences
    .filter(({ field, keys }) => keys.some((key) => resource[field].includes(encodeKey(key))))
    .reduce((sum, { weight }) => sum + weight, 0);

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
  /** By each of several syllables that were typed apart, all of them. */
  spoken: Map<string, string>;
  /** The sum of the required words' weights. */
  weight: number;
  /** The same as they count for how much of the question a document has. */
  matchedWeight: number;
  head: string;
  whole: string;
}

function nearnessOf(id: string, title: string, { required, whole, weight, passages }: Question): number {
  const inside = weightInsideWords(title, required);
  const isAlone = required.length < 2;
  const isInTitle = required.every((term) => title.includes(term.text));
  const near = passages.near(id);
  return nearnessWorth({
    title: isAlone ? 0 : titleShare(title, required, whole),
    passage: !isAlone && !isInTitle && near.isTogether ? 1 : 0,
    isWholeInPassage: !isAlone && !isInTitle && near.isWhole,
    inside,
    weight,
  });
}

/** Null where any words will do and what it has of them says too little. */
function scoreOfResource(resource: StoredResource, question: Question): number | null {
  const { query, request, plan, passages, required, weight, head } = question;
  const { id, texts } = resource;
  const fields = Object.fromEntries(
    namedFields.map((field) => [field, new FieldText(texts[field])]),
  ) as Record<NamedField, FieldText>;
  let known: Heard | undefined;
  const heard = () => {
    known ??= { title: lettersIn(texts.title), lesson: lettersIn(resource.labels.lesson?.title ?? "") };
    return known;
  };
  let [matched, having, slipped, worth, covered] = [0, 0, 0, 0, 0];
  // Where any word will do, 的 and the like would make everything alike.
  for (const term of request.matching === "any" ? required : query.terms) {
    const run = question.spoken.get(term.text);
    const meant = plan.slips.get(term.text) ?? [];
    const sounds = run ? [run, term.text] : [term.text];
    const one = findTerm(term, fields, passages.has(term, id), { meant, sounds }, heard);
    if (!one) continue;
    worth += one.worth * plan.weightOf(term);
    covered += one.cover;
    if (term.isOptional) continue;
    matched += plan.matchedWeightOf(term);
    having += 1;
    // A part of a name that was heard whole is no slip of this word alone.
    if (one.isSlip && partsHeard(term.text, plan.heard).length === 0) slipped += 1;
  }
  for (const name of plan.heard) {
    const term = termOfName(name);
    const one = findTerm(term, fields, false, { meant: name.meant, sounds: [] }, heard);
    if (!one) continue;
    worth += one.worth * plan.weightOf(term);
    covered += one.cover;
  }
  if (request.matching === "any" && worth < leastWorthOfAny(question.matchedWeight)) return null;
  const titleLength = piecesOf(fields.title.text).reduce((sum, piece) => sum + piece.text.length, 0);
  const share = having === required.length ? 1 : (matched / question.matchedWeight) * partialWorth;
  const score = scoreOf({
    matched: query.isListing || request.matching === "any" ? 0 : share,
    slipped: slipped / (required.length || 1),
    worth,
    coverage: Math.min(1, covered / (titleLength || 1)),
    isExactTitle: head !== "" && headOf(texts.title) === head,
    met: metWeight(resource, request.preferences ?? []),
    weight: query.isListing ? listingWeight : weight,
    standing: standingOf(resource.reuseCount, resource.publishedAtMs),
  });
  return score + nearnessOf(id, squeeze(fields.title.text), question);
}

/** The first documents that the server offers, in the order of the one function that ranks (ranking/rank.ts). */
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
    spoken: spokenRuns(query.terms),
    weight: required.reduce((sum, term) => sum + plan.weightOf(term), 0) || 1,
    matchedWeight: required.reduce((sum, term) => sum + plan.matchedWeightOf(term), 0) || 1,
    head: headAsked(request),
    whole: squeeze(normalizeText(request.text)),
  };
  const scores = new Map(found.map((resource) => [resource.id, scoreOfResource(resource, question)]));
  const kept = found.filter(({ id }) => scores.get(id) !== null);
  return kept.sort(
    (a, b) =>
      (scores.get(b.id) as number) - (scores.get(a.id) as number) ||
      b.publishedAtMs - a.publishedAtMs ||
      (a.id < b.id ? -1 : 1),
  );
}
