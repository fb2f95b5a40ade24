import type { FacetField, SearchRequest, SearchResult } from "../search-index.ts";
import type { Columns } from "./columns.ts";
import { countFacets, type FailedOne } from "./count-facets.ts";
import { rowLength } from "./facet-rows.ts";
import { type FilterCheck, filterChecks } from "./scope-filter.ts";
import { type Compare, smallest } from "./smallest.ts";

export interface Candidates {
  numbers: Uint32Array;
  count: number;
  isPartial: boolean;
  misspelled: string[];
  /** By document number; null where the question had no words. */
  scores: Float32Array | null;
}

/** The page's document numbers in order, the total, and the facets, in one pass over the candidates. */
export interface Selection {
  page: number[];
  total: number;
  facets: SearchResult["facets"];
}

/** `candidates` have passed the scope. */
export function selectPage(columns: Columns, candidates: Candidates, request: SearchRequest): Selection {
  const { kept, failedOne } = applyFilters(columns, candidates, request);
  const end = Math.min(kept.length, request.offset + request.limit);
  const ordered = smallest(kept, end, compareBy(request.sort, columns, candidates.scores));
  return {
    page: ordered.slice(request.offset),
    total: kept.length,
    facets: request.withFacets ? countFacets(columns, kept, failedOne) : {},
  };
}

/** What passes all filters, and for each filter what passes all but that one. */
function applyFilters(
  columns: Columns,
  { numbers, count }: Candidates,
  request: SearchRequest,
): { kept: Uint32Array; failedOne: FailedOne } {
  const checks = filterChecks(columns, request.filters);
  if (checks.length === 0) return { kept: numbers.subarray(0, count), failedOne: {} };
  const { codes } = columns.facetRows;
  const failedOne: FailedOne = {};
  for (const { field } of checks) failedOne[field] = [];
  const kept = new Uint32Array(count);
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const number = numbers[i] as number;
    const failed = failedCheck(checks, codes, number * rowLength);
    if (failed === null) {
      kept[total] = number;
      total += 1;
    } else if (failed !== "several") failedOne[failed]?.push(number);
  }
  return { kept: kept.subarray(0, total), failedOne };
}

function failedCheck(
  checks: FilterCheck[],
  codes: Uint16Array | Uint32Array,
  row: number,
): FacetField | "several" | null {
  let failed: FacetField | null = null;
  for (const { field, place, accepts } of checks) {
    if (accepts[codes[row + place] as number] === 1) continue;
    if (failed !== null) return "several";
    failed = field;
  }
  return failed;
}

/** Ties fall to the newer document, then to the id, so that pages neither repeat nor skip. */
function compareBy(sort: SearchRequest["sort"], columns: Columns, scores: Float32Array | null): Compare {
  const { ids, publishedAt, reuseCount } = columns;
  const newest: Compare = (a, b) =>
    (publishedAt[b] as number) - (publishedAt[a] as number) ||
    ((ids[a] as string) < (ids[b] as string) ? -1 : 1);
  if (sort === "most-reused") {
    return (a, b) => (reuseCount[b] as number) - (reuseCount[a] as number) || newest(a, b);
  }
  if (sort === "newest" || !scores) return newest;
  return (a, b) => (scores[b] as number) - (scores[a] as number) || newest(a, b);
}
