import { squeeze, type Term } from "../query-terms.ts";
import { normalizeText } from "../segment.ts";
import type { Connection } from "./connection.ts";
import type { StoredPassage, StoredResource } from "./documents.ts";
import { isAmong } from "./encode.ts";
import { readingsOf } from "./readings.ts";

/** Which of some documents have which words inside their files. */
export interface PassageEvidence {
  has(term: Term, id: string): boolean;
  /** Whether one passage has all the words, and whether the question stands there as it was typed. */
  near(id: string): { isTogether: boolean; isWhole: boolean };
}

const mostWords = 8;
const mostPassages = 300;

const noEvidence: PassageEvidence = {
  has: () => false,
  near: () => ({ isTogether: false, isWhole: false }),
};

/** Asks for the required words in the passages of these documents, each alone and all together. */
export async function findPassageEvidence(
  connection: Connection,
  found: StoredResource[],
  terms: Term[],
  asked: string,
): Promise<PassageEvidence> {
  const required = terms.filter((term) => !term.isOptional).slice(0, mostWords);
  if (found.length === 0 || required.length === 0) return noEvidence;
  const shared = {
    indexUid: connection.current.passages,
    matchingStrategy: "all" as const,
    filter: isAmong(
      "resource",
      found.map(({ id }) => id),
    ),
  };
  const single = required.flatMap((term) => readingsOf([term]).map(({ q }) => ({ term, q })));
  const queries = [
    ...single.map(({ q }) => ({
      ...shared,
      q,
      distinct: "resource",
      limit: found.length,
      attributesToRetrieve: ["resourceId"],
    })),
    ...readingsOf(required)
      .slice(0, 4)
      .map(({ q }) => ({ ...shared, q, limit: mostPassages, attributesToRetrieve: ["resourceId", "text"] })),
  ];
  const { results } = await connection.ask(() =>
    connection.client.multiSearch<{ queries: typeof queries }, StoredPassage>({ queries }),
  );
  const having = new Map<Term, Set<string>>(required.map((term) => [term, new Set()]));
  single.forEach(({ term }, i) => {
    for (const { resourceId } of results[i]?.hits ?? []) having.get(term)?.add(resourceId);
  });
  const whole = squeeze(normalizeText(asked));
  const near = new Map<string, boolean>();
  for (const { resourceId, text } of results.slice(single.length).flatMap(({ hits }) => hits)) {
    if (!near.get(resourceId)) near.set(resourceId, squeeze(normalizeText(text)).includes(whole));
  }
  return {
    has: (term, id) => having.get(term)?.has(id) ?? false,
    near: (id) => ({ isTogether: near.has(id), isWhole: near.get(id) ?? false }),
  };
}

/** Documents in scope of which one passage has all the words: their other fields may say too little to be offered early. */
export async function idsWithPassage(
  connection: Connection,
  terms: Term[],
  scope: string,
): Promise<string[]> {
  const required = terms.filter((term) => !term.isOptional);
  if (required.length === 0) return [];
  const { hits } = await connection.ask(() =>
    connection.client.index<StoredPassage>(connection.current.passages).search(readingsOf(required)[0]?.q, {
      matchingStrategy: "all",
      filter: scope,
      distinct: "resource",
      limit: 40,
      attributesToRetrieve: ["resourceId"],
    }),
  );
  return hits.map(({ resourceId }) => resourceId);
}
