import { enoughWhole, mayBeFollowed, type ParsedRequest } from "../parse-request.ts";
import type { Term } from "../query-terms.ts";
import { rarityOf } from "../ranking/rank.ts";
import type { SearchRequest } from "../search-index.ts";
import type { Connection } from "./connection.ts";
import { federate, filteredFields, type Part } from "./federate.ts";
import { type Meant, nothingMeant } from "./find-meant.ts";
import { questionFields } from "./index-settings.ts";
import { readingsOf, type Slips, spokenTogether } from "./readings.ts";

/** What is asked of the server for a question, and what the ranking has to know of it. */
export interface Plan extends Meant {
  parts: Part[];
  isPartial: boolean;
  /** What each word is worth where it stands. */
  weightOf(term: Term): number;
  /** What each word counts for in how much of the question a document has. */
  matchedWeightOf(term: Term): number;
}

const mostParts = 40;
/** Partial matches with less than this share of what the best have are left out. */
const partialShare = 0.3;
const spokenShare = 0.25;

const asTyped = (term: Term) => term.weight;
export const typed = { weightOf: asTyped, matchedWeightOf: asTyped };

export const partsOf = (terms: Term[], slips: Slips): Part[] => {
  const spoken = spokenTogether(terms);
  return [
    ...readingsOf(terms, slips).map(({ q, share }) => ({ q, weight: share })),
    ...(spoken ? readingsOf(spoken).map(({ q, share }) => ({ q, weight: share * spokenShare })) : []),
  ];
};

/** Ways to choose `size` of the words. */
function choices(terms: Term[], size: number): Term[][] {
  if (size === 0) return [[]];
  return terms.flatMap((term, i) => choices(terms.slice(i + 1), size - 1).map((rest) => [term, ...rest]));
}

const weightOfAll = (terms: Term[], weightOf: (term: Term) => number) =>
  terms.reduce((sum, term) => sum + weightOf(term), 0);

/** In how many documents each word is, and how many there are. */
async function countEach(connection: Connection, terms: Term[], conditions: string[], slips: Slips) {
  const { client, current } = connection;
  const asked = terms.flatMap((term, i) => partsOf([term], slips).map(({ q }) => ({ i, q })));
  const queries = [...asked.map(({ q }) => q), ""].map((q) => ({
    indexUid: current.resources,
    q,
    matchingStrategy: "all" as const,
    attributesToSearchOn: questionFields,
    filter: conditions,
    limit: 0,
  }));
  const { results } = await connection.ask(() =>
    client.multiSearch<{ queries: typeof queries }>({ queries }),
  );
  const counts = terms.map(() => 0);
  asked.forEach(({ i }, at) => {
    counts[i] = Math.max(counts[i] ?? 0, results[at]?.estimatedTotalHits ?? 0);
  });
  return { counts, inScope: results.at(-1)?.estimatedTotalHits ?? 0 };
}

/** The least sets of words that weigh enough: whatever has more words than one of these has one of these. */
function leastSets(terms: Term[], size: number, weighsEnough: (set: Term[]) => boolean): Term[][] {
  const found: Term[][] = [];
  for (let smaller = 1; smaller < size; smaller += 1)
    for (const set of choices(terms, smaller))
      if (weighsEnough(set) && !found.some((least) => least.every((term) => set.includes(term))))
        found.push(set);
  return found;
}

/** Beyond these there are too many sets of words to look at. */
const mostChosenFrom = 9;

/** Parts that find what has a fair share of what the best have, the best first. */
async function partialParts(
  connection: Connection,
  terms: Term[],
  weightOf: (term: Term) => number,
  conditions: string[],
  slips: Slips,
): Promise<Part[]> {
  const total = weightOfAll(terms, weightOf) || 1;
  const toParts = (chosen: Term[]): Part[] =>
    partsOf(chosen, slips).map((part) => ({
      ...part,
      weight: part.weight * (weightOfAll(chosen, weightOf) / total),
    }));
  for (let size = terms.length; size > 0; size -= 1) {
    // Of many words only all, all but one, and single ones are tried.
    if (terms.length > 5 && size < terms.length - 1 && size > 1) continue;
    const sets = choices(terms, size);
    const { total: found } = await federate(connection, {
      parts: sets.flatMap(toParts).slice(0, mostParts),
      conditions,
      limit: 0,
    });
    if (found === 0) continue;
    const best = Math.max(...sets.map((set) => weightOfAll(set, weightOf)));
    const telling = [...terms].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, mostChosenFrom);
    const less = leastSets(telling, size, (set) => weightOfAll(set, weightOf) >= best * partialShare);
    return [...sets, ...less].flatMap(toParts).slice(0, mostParts);
  }
  return [];
}

/** All the words, as they may be written. */
export const planWhole = (query: ParsedRequest, meant: Meant): Plan => {
  const required = query.terms.filter((term) => !term.isOptional);
  return { ...meant, parts: partsOf(required, meant.slips), isPartial: false, ...typed };
};

/** Everything in scope. */
export const listing: Plan = {
  ...nothingMeant,
  parts: [{ q: "", weight: 1 }],
  isPartial: false,
  ...typed,
};

/**
 * Whole matches and behind them those with most of the words, each as much as it is rare; `whole` again where there are
 * enough of it or none may follow.
 */
export async function planFollowers(
  connection: Connection,
  query: ParsedRequest,
  request: SearchRequest,
  always: string[],
  whole: Plan,
): Promise<Plan> {
  const required = query.terms.filter((term) => !term.isOptional);
  if (!mayBeFollowed(query, request)) return whole;
  const [{ total }, { counts, inScope }] = await Promise.all([
    federate(connection, { parts: whole.parts, conditions: always, limit: 0 }),
    countEach(connection, required, always, whole.slips),
  ]);
  if (total >= enoughWhole) return whole;
  const rarity = new Map(required.map((term, i) => [term, rarityOf(counts[i] ?? 0, inScope)]));
  const rareWeight = (term: Term) => term.weight * (rarity.get(term) ?? 1);
  const parts = await partialParts(connection, required, rareWeight, always, whole.slips);
  return parts.length > 0 ? { ...whole, parts, matchedWeightOf: rareWeight } : whole;
}

/** Where nothing has all the words, what has some of them. `whole` again where only the asker's filters are in the way. */
export async function planFurther(
  connection: Connection,
  query: ParsedRequest,
  request: SearchRequest,
  always: string[],
  whole: Plan,
): Promise<Plan> {
  const required = query.terms.filter((term) => !term.isOptional);
  const { slips } = whole;
  const isAny = request.matching === "any";
  if (!isAny && required.length < 2) return whole;
  if (!isAny && filteredFields(request).length > 0) {
    const { total } = await federate(connection, { parts: whole.parts, conditions: always, limit: 0 });
    if (total > 0) return whole;
  }
  const { counts, inScope } = await countEach(connection, required, always, slips);
  const rarity = new Map(required.map((term, i) => [term, rarityOf(counts[i] ?? 0, inScope)]));
  const rareWeight = (term: Term) => term.weight * (rarity.get(term) ?? 1);
  const present = required.filter((_, i) => (counts[i] ?? 0) > 0);
  const parts = isAny
    ? present
        .flatMap((term) =>
          partsOf([term], slips).map((part) => ({ ...part, weight: part.weight * rareWeight(term) })),
        )
        .slice(0, mostParts)
    : await partialParts(connection, present, rareWeight, always, slips);
  const weightOf = isAny ? rareWeight : asTyped;
  const matchedWeightOf = (term: Term) => (isAny && !present.includes(term) ? 0 : rareWeight(term));
  return { ...whole, parts, isPartial: !isAny && parts.length > 0, weightOf, matchedWeightOf };
}
