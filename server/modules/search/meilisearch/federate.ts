import type { MultiSearchQueryWithFederation } from "meilisearch";
import { type FacetField, facetFields, type SearchRequest, type SearchResult } from "../search-index.ts";
import type { Connection } from "./connection.ts";
import type { StoredResource } from "./documents.ts";
import { decodeKey, isAmong } from "./encode.ts";
import { questionFields } from "./index-settings.ts";

/** One of several questions whose answers are taken together; the heavier comes first. */
export interface Part {
  q: string;
  weight: number;
  filter?: string;
  fields?: string[];
}

export interface Asked {
  parts: Part[];
  /** What every document has to meet. */
  conditions: string[];
  sort?: string[] | undefined;
  offset?: number;
  limit: number;
  facets?: readonly FacetField[];
}

export interface Union {
  hits: StoredResource[];
  /** Documents that answer any of the parts, each once. */
  total: number;
  facets: SearchResult["facets"];
}

const retrieved = ["id", "texts", "labels", ...facetFields, "publishedAtMs", "reuseCount"];

/** Asks several questions and takes their answers together, each document once, counted and with facets over all. */
export async function federate(connection: Connection, asked: Asked): Promise<Union> {
  if (asked.parts.length === 0) return { hits: [], total: 0, facets: toFacets(asked.facets ?? [], {}) };
  const indexUid = connection.current.resources;
  const queries: MultiSearchQueryWithFederation[] = asked.parts.map(({ q, weight, filter, fields }) => ({
    indexUid,
    q,
    matchingStrategy: "all",
    attributesToSearchOn: fields ?? questionFields,
    attributesToRetrieve: retrieved,
    filter: filter ? [...asked.conditions, filter] : asked.conditions,
    ...(asked.sort ? { sort: asked.sort } : {}),
    federationOptions: { weight },
  }));
  const { offset = 0, limit, facets = [] } = asked;
  const federation = {
    offset,
    limit,
    ...(facets.length > 0 ? { facetsByIndex: { [indexUid]: [...facets] } } : {}),
  };
  const reply = await connection.ask(() =>
    connection.client.multiSearch<{ federation: typeof federation; queries: typeof queries }, StoredResource>(
      {
        federation,
        queries,
      },
    ),
  );
  return {
    hits: reply.hits,
    total: reply.estimatedTotalHits ?? 0,
    facets: toFacets(facets, reply.facetsByIndex?.[indexUid]?.distribution ?? {}),
  };
}

const toFacets = (
  fields: readonly FacetField[],
  distribution: Record<string, Record<string, number>>,
): SearchResult["facets"] =>
  Object.fromEntries(
    fields.map((field) => [
      field,
      Object.entries(distribution[field] ?? {})
        .map(([key, count]) => ({ key: decodeKey(key), count }))
        .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
    ]),
  );

export const filteredFields = (request: SearchRequest): FacetField[] =>
  facetFields.filter((field) => (request.filters[field]?.length ?? 0) > 0);

/** The asker's filters, but for `left`. */
export const filterConditions = (request: SearchRequest, left: FacetField | null = null): string[] =>
  filteredFields(request)
    .filter((field) => field !== left)
    .map((field) => isAmong(field, request.filters[field] ?? []));

/** Facets that have a filter, each counted as if it had none, so that its other keys can still be chosen. */
export async function alternativeFacets(
  connection: Connection,
  request: SearchRequest,
  asked: Pick<Asked, "parts" | "conditions">,
): Promise<SearchResult["facets"]> {
  if (!request.withFacets) return {};
  const found = await Promise.all(
    filteredFields(request).map((field) =>
      federate(connection, {
        parts: asked.parts,
        conditions: [...asked.conditions, ...filterConditions(request, field)],
        limit: 0,
        facets: [field],
      }),
    ),
  );
  return Object.assign({}, ...found.map((union) => union.facets));
}
