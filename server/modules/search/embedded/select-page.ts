import { type FacetField, facetFields, type SearchRequest, type SearchResult } from "../search-index.ts";
import type { Columns } from "./columns.ts";
import { type FilterCheck, filterChecks } from "./scope-filter.ts";

const mostFacetKeys = 100;

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

type FailedOne = Partial<Record<FacetField, number[]>>;

/** What passes all filters, and for each filter what passes all but that one. */
function applyFilters(
  columns: Columns,
  { numbers, count }: Candidates,
  request: SearchRequest,
): { kept: Uint32Array; failedOne: FailedOne } {
  const checks = filterChecks(columns, request.filters);
  if (checks.length === 0) return { kept: numbers.subarray(0, count), failedOne: {} };
  const failedOne: FailedOne = {};
  for (const { field } of checks) failedOne[field] = [];
  const kept = new Uint32Array(count);
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const number = numbers[i] as number;
    const failed = failedCheck(checks, number);
    if (failed === null) {
      kept[total] = number;
      total += 1;
    } else if (failed !== "several") failedOne[failed]?.push(number);
  }
  return { kept: kept.subarray(0, total), failedOne };
}

function failedCheck(checks: FilterCheck[], number: number): FacetField | "several" | null {
  let failed: FacetField | null = null;
  for (const { field, codes, accepts } of checks) {
    if (accepts[codes[number] as number] === 1) continue;
    if (failed !== null) return "several";
    failed = field;
  }
  return failed;
}

/** A facet is counted as if it had no filter of its own, so that its other keys can still be chosen. */
function countFacets(columns: Columns, kept: Uint32Array, failedOne: FailedOne): SearchResult["facets"] {
  const facets: SearchResult["facets"] = {};
  const counts = new Uint32Array(columns.keysOfSet.length);
  for (const field of facetFields) {
    // Codes are unique over all fields, so one array serves for all.
    const seen: number[] = [];
    count(counts, columns.sets[field], kept, seen);
    count(counts, columns.sets[field], failedOne[field] ?? [], seen);
    const byKey = new Map<string, number>();
    for (const code of seen) {
      const found = counts[code] as number;
      for (const key of columns.keysOfSet[code] ?? []) byKey.set(key, (byKey.get(key) ?? 0) + found);
    }
    facets[field] = Array.from(byKey, ([key, found]) => ({ key, count: found }))
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
      .slice(0, mostFacetKeys);
  }
  return facets;
}

/** `seen` gets the codes that are counted for the first time. */
function count(counts: Uint32Array, codes: Uint32Array, numbers: ArrayLike<number>, seen: number[]): void {
  for (let i = 0; i < numbers.length; i += 1) {
    const code = codes[numbers[i] as number] as number;
    const before = counts[code] as number;
    if (before === 0) seen.push(code);
    counts[code] = before + 1;
  }
}

type Compare = (a: number, b: number) => number;

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

/** The first `count` of the numbers in order, by a heap of that size whose top is the last of them. */
function smallest(numbers: Uint32Array, count: number, compare: Compare): number[] {
  if (count <= 0) return [];
  if (count > numbers.length / 4) return Array.from(numbers).sort(compare).slice(0, count);
  const heap = Array.from(numbers.subarray(0, count)).sort((a, b) => compare(b, a));
  for (let i = count; i < numbers.length; i += 1) {
    const number = numbers[i] as number;
    if (compare(number, heap[0] as number) < 0) {
      heap[0] = number;
      sink(heap, compare);
    }
  }
  return heap.sort(compare);
}

function sink(heap: number[], compare: Compare): void {
  let at = 0;
  for (;;) {
    const left = at * 2 + 1;
    let last = at;
    for (const child of [left, left + 1]) {
      if (child < heap.length && compare(heap[child] as number, heap[last] as number) > 0) last = child;
    }
    if (last === at) return;
    [heap[at], heap[last]] = [heap[last] as number, heap[at] as number];
    at = last;
  }
}
