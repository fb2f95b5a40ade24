import { highlight } from "../highlight.ts";
import { termOfName } from "../names-asked.ts";
import { marksOf } from "../parse-query.ts";
import { enoughWhole, type ParsedRequest, parseRequest } from "../parse-request.ts";
import { facetFields, type SearchHit, type SearchRequest, type SearchResult } from "../search-index.ts";
import type { Connection } from "./connection.ts";
import type { StoredResource } from "./documents.ts";
import { encodeToken, isAmong } from "./encode.ts";
import { alternativeFacets, federate, filterConditions, type Part, type Union } from "./federate.ts";
import { findMeant } from "./find-meant.ts";
import { findPassages } from "./find-passages.ts";
import { findPassageEvidence, idsWithPassage } from "./passage-evidence.ts";
import { phraseFilters } from "./phrase-filters.ts";
import { listing, type Plan, planFollowers, planFurther, planWhole } from "./plan.ts";
import { headAsked, rankWindow } from "./rank-window.ts";
import { readingsOf } from "./readings.ts";

const sorts = {
  newest: ["publishedAtMs:desc", "id:asc"],
  "most-reused": ["reuseCount:desc", "publishedAtMs:desc", "id:asc"],
};

/** The server offers so many documents, best first by its own rules, that are then ranked as the embedded engine ranks. */
const windowSize = 120;

const nothing: Union = { hits: [], total: 0, facets: {} };
export async function searchResources(connection: Connection, request: SearchRequest): Promise<SearchResult> {
  const query = parseRequest(request);
  const always = [
    isAmong("scope", request.scope),
    ...(request.exclude.length > 0 ? [`NOT ${isAmong("key", request.exclude)}`] : []),
    ...(request.within ? [isAmong("key", request.within)] : []),
    ...(await phraseFilters(connection, query, request.scope)),
  ];
  const isRanked = request.sort === "relevance" && !(query.isListing && !request.preferences?.length);
  const select = isRanked ? selectRanked : selectSorted;
  const whole = query.isListing ? listing : planWhole(query, await findMeant(connection, query, request));
  const isAny = request.matching === "any" && !query.isListing;
  const first = isAny ? nothing : await select(connection, request, query, whole, always);
  const isEnough = query.isListing || first.total >= enoughWhole;
  const planMore = first.total > 0 ? planFollowers : planFurther;
  const plan = isEnough ? whole : await planMore(connection, query, request, always, whole);
  const [{ hits, total, facets }, alternatives] = await Promise.all([
    plan === whole ? first : select(connection, request, query, plan, always),
    alternativeFacets(connection, request, { parts: plan.parts, conditions: always }),
  ]);
  return {
    hits: await toHits(connection, hits, query, plan),
    isPartial: plan.isPartial && total > 0,
    misspelled: plan.misspelled,
    total,
    facets: request.withFacets ? { ...facets, ...alternatives } : {},
  };
}

type Select = (
  connection: Connection,
  request: SearchRequest,
  query: ParsedRequest,
  plan: Plan,
  always: string[],
) => Promise<Union>;

const selectSorted: Select = (connection, request, _query, { parts }, always) =>
  federate(connection, {
    parts: parts.map((part) => ({ ...part, weight: 1 })),
    conditions: [...always, ...filterConditions(request)],
    sort: sorts[request.sort === "most-reused" ? "most-reused" : "newest"],
    offset: request.offset,
    limit: request.limit,
    facets: request.withFacets ? facetFields : [],
  });

/** What else brings a document into the window; whatever these find, the plan's own parts find as well. */
function favoured(query: ParsedRequest, request: SearchRequest, { parts, heard, slips }: Plan): Part[] {
  const [first] = parts;
  if (!first) return [];
  const named = heard.flatMap(({ text, meant }) => {
    const others = query.terms.filter((term) => !term.isOptional && !text.includes(term.text));
    return meant.map(
      (name) => readingsOf([...others, termOfName({ text: name, meant: [] })], slips)[0]?.q ?? "",
    );
  });
  const wishes = (request.preferences ?? []).map(({ field, keys }) => isAmong(field, keys));
  const all = wishes.join(" AND ");
  const inTitle = { q: first.q, fields: ["title"] };
  const head = headAsked(request);
  return [
    ...named.map((q) => ({ q, weight: 3 })),
    ...(query.isListing ? [] : [{ ...inTitle, weight: 2 }]),
    ...(head ? [{ q: first.q, filter: `head = "${encodeToken(head)}"`, weight: 6 }] : []),
    ...(wishes.length > 0 ? [{ q: first.q, filter: all, weight: 1.5 }] : []),
    ...(wishes.length > 0 && !query.isListing ? [{ ...inTitle, filter: all, weight: 4 }] : []),
    ...(wishes.length > 1 ? wishes.map((filter) => ({ q: first.q, filter, weight: 1.2 })) : []),
  ];
}

/**
 * A window of the likeliest documents, ranked here, and behind it the others as the server orders them. The window is the
 * same for every page of a question, so that pages have neither gaps nor repeats.
 */
const selectRanked: Select = async (connection, request, query, plan, always) => {
  const conditions = [...always, ...filterConditions(request)];
  const offered = await federate(connection, {
    parts: [...plan.parts, ...favoured(query, request, plan)],
    conditions,
    limit: windowSize,
    facets: request.withFacets ? facetFields : [],
  });
  const more = offered.total > offered.hits.length && !query.isListing && !plan.isPartial;
  const window = more
    ? [...offered.hits, ...(await withPassage(connection, query, request, conditions, offered.hits))]
    : offered.hits;
  const evidence = await findPassageEvidence(connection, window, query.terms, request.text);
  const ranked = rankWindow(window, query, request, plan, evidence);
  const end = request.offset + request.limit;
  const page = ranked.slice(request.offset, end);
  if (request.matching === "any") return { ...offered, hits: page, total: ranked.length };
  if (end <= ranked.length || ranked.length >= offered.total) return { ...offered, hits: page };
  const rest = await federate(connection, {
    parts: plan.parts,
    conditions: [
      ...conditions,
      `NOT ${isAmong(
        "key",
        ranked.map(({ id }) => id),
      )}`,
    ],
    offset: Math.max(0, request.offset - ranked.length),
    limit: request.limit - page.length,
  });
  return { ...offered, hits: [...page, ...rest.hits] };
};

async function withPassage(
  connection: Connection,
  query: ParsedRequest,
  request: SearchRequest,
  conditions: string[],
  known: StoredResource[],
): Promise<StoredResource[]> {
  const ids = await idsWithPassage(connection, query.terms, isAmong("scope", request.scope));
  const seen = new Set(known.map(({ id }) => id));
  const missing = ids.filter((id) => !seen.has(id));
  if (missing.length === 0) return [];
  const { hits } = await federate(connection, {
    parts: [{ q: "", weight: 1 }],
    conditions: [...conditions, isAmong("key", missing)],
    limit: missing.length,
  });
  return hits;
}

async function toHits(
  connection: Connection,
  found: StoredResource[],
  query: ParsedRequest,
  plan: Plan,
): Promise<SearchHit[]> {
  const passages = await findPassages(
    connection,
    found.map(({ id }) => id),
    query,
    plan.slips,
  );
  const marks = marksOf(query);
  return found.map(({ id, texts }) => ({
    id: id as SearchHit["id"],
    title: highlight(texts.title, marks),
    passages: passages.get(id) ?? [],
  }));
}
