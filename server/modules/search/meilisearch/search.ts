import type { SearchParams } from "meilisearch";
import { highlight } from "../highlight.ts";
import { marksOf, type ParsedQuery, parseQuery, type Term } from "../parse-query.ts";
import { facetFields, type SearchHit, type SearchRequest, type SearchResult } from "../search-index.ts";
import type { Connection } from "./connection.ts";
import type { StoredResource } from "./documents.ts";
import { decodeKey, isAmong } from "./encode.ts";
import { findPassages } from "./find-passages.ts";
import { phraseFilters } from "./phrase-filters.ts";
import { questionOf } from "./question.ts";

const sorts: Record<SearchRequest["sort"], string[] | undefined> = {
  relevance: undefined,
  newest: ["publishedAtMs:desc", "id:asc"],
  "most-reused": ["reuseCount:desc", "publishedAtMs:desc", "id:asc"],
};

type Reply = { hits: StoredResource[]; total: number; facets: SearchResult["facets"] };

export async function searchResources(connection: Connection, request: SearchRequest): Promise<SearchResult> {
  const query = parseQuery(request.text);
  const always = [
    isAmong("scope", request.scope),
    ...(request.exclude.length > 0 ? [`NOT ${isAmong("key", request.exclude)}`] : []),
    ...(request.within ? [isAmong("key", request.within)] : []),
    ...(await phraseFilters(connection, query, request.scope)),
  ];
  const required = query.terms.filter((term) => !term.isOptional);
  let reply = await ask(connection, required, always, request);
  let isPartial = false;
  for (const size of [required.length - 1, 1]) {
    if (reply.total > 0 || hasFilters(request) || size < 1 || required.length < 2) break;
    reply = await firstOf(connection, subsets(required, size), always, request);
    isPartial = reply.total > 0;
  }
  return {
    hits: await toHits(connection, reply.hits, query),
    isPartial,
    total: reply.total,
    facets: reply.facets,
  };
}

const hasFilters = (request: SearchRequest) =>
  facetFields.some((field) => (request.filters[field]?.length ?? 0) > 0);

/** All choices of one word, or of all words but one. */
const subsets = (terms: Term[], size: number): Term[][] =>
  size === 1 ? terms.map((term) => [term]) : terms.map((left) => terms.filter((term) => term !== left));

async function firstOf(
  connection: Connection,
  choices: Term[][],
  always: string[],
  request: SearchRequest,
): Promise<Reply> {
  const replies = await Promise.all(choices.map((terms) => ask(connection, terms, always, request)));
  return replies.reduce((best, reply) => (reply.total > best.total ? reply : best));
}

async function ask(
  connection: Connection,
  terms: Term[],
  always: string[],
  request: SearchRequest,
): Promise<Reply> {
  const filtered = facetFields.filter((field) => (request.filters[field]?.length ?? 0) > 0);
  const conditions = (left: string | null) => [
    ...always,
    ...filtered
      .filter((field) => field !== left)
      .map((field) => isAmong(field, request.filters[field] ?? [])),
  ];
  const q = questionOf(terms);
  const base: SearchParams & { indexUid: string } = {
    indexUid: connection.current.resources,
    q,
    matchingStrategy: "all",
    sort: sorts[request.sort] ?? (terms.length === 0 ? sorts.newest : undefined),
  };
  const main = {
    ...base,
    filter: conditions(null),
    offset: request.offset,
    limit: request.limit,
    facets: request.withFacets ? [...facetFields] : [],
  };
  // A facet is counted as if it had no filter of its own, so that its other keys can still be chosen.
  const alternatives = request.withFacets
    ? filtered.map((field) => ({ ...base, filter: conditions(field), limit: 0, facets: [field] }))
    : [];
  const { results } = await connection.ask(() =>
    connection.client.multiSearch<{ queries: (typeof main)[] }, StoredResource>({
      queries: [main, ...alternatives] as (typeof main)[],
    }),
  );
  const distribution = Object.assign(
    {},
    ...results.map((result) => result.facetDistribution ?? {}),
  ) as Record<string, Record<string, number>>;
  return {
    hits: results[0]?.hits ?? [],
    total: results[0]?.estimatedTotalHits ?? 0,
    facets: request.withFacets ? toFacets(distribution) : {},
  };
}

const toFacets = (distribution: Record<string, Record<string, number>>): SearchResult["facets"] =>
  Object.fromEntries(
    facetFields.map((field) => [
      field,
      Object.entries(distribution[field] ?? {})
        .map(([key, count]) => ({ key: decodeKey(key), count }))
        .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
    ]),
  );

async function toHits(
  connection: Connection,
  found: StoredResource[],
  query: ParsedQuery,
): Promise<SearchHit[]> {
  const passages = await findPassages(
    connection,
    found.map(({ id }) => id),
    query,
  );
  const marks = marksOf(query);
  return found.map(({ id, titleText }) => ({
    id: id as SearchHit["id"],
    title: highlight(titleText, marks),
    passages: passages.get(id) ?? [],
  }));
}
