import { type FacetField, facetFields, type SearchRequest, type SearchResult } from "../search-index.ts";
import type { Columns } from "./columns.ts";
import { type FilterCheck, filterChecks } from "./scope-filter.ts";

const mostFacetKeys = 100;

export interface Candidates {
  numbers: Uint32Array;
  count: number;
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
  const checks = filterChecks(columns, request.filters);
  const kept = new Uint32Array(candidates.count);
  const counts = request.withFacets ? new FacetCounts(columns) : null;
  let total = 0;
  for (let i = 0; i < candidates.count; i += 1) {
    const number = candidates.numbers[i] as number;
    const failed = failedCheck(checks, number);
    if (failed === "several") continue;
    counts?.add(number, failed);
    if (failed !== null) continue;
    kept[total] = number;
    total += 1;
  }
  const end = Math.min(total, request.offset + request.limit);
  const ordered = smallest(kept.subarray(0, total), end, compareBy(request.sort, columns, candidates.scores));
  return { page: ordered.slice(request.offset), total, facets: counts?.toFacets() ?? {} };
}

/** A facet is counted as if it had no filter of its own, so that its other keys can still be chosen. */
function failedCheck(checks: FilterCheck[], number: number): FacetField | "several" | null {
  let failed: FacetField | null = null;
  for (const { field, codes, accepts } of checks) {
    if (accepts[codes[number] as number] === 1) continue;
    if (failed !== null) return "several";
    failed = field;
  }
  return failed;
}

class FacetCounts {
  readonly #columns: Columns;
  readonly #counts: Uint32Array;

  constructor(columns: Columns) {
    this.#columns = columns;
    // Codes are unique over all fields.
    this.#counts = new Uint32Array(columns.keysOfSet.length);
  }

  add(number: number, failed: FacetField | null): void {
    const { sets } = this.#columns;
    for (const field of facetFields) {
      if (failed !== null && failed !== field) continue;
      const code = sets[field][number] as number;
      this.#counts[code] = (this.#counts[code] as number) + 1;
    }
  }

  toFacets(): SearchResult["facets"] {
    const facets: SearchResult["facets"] = {};
    for (const field of facetFields) {
      const byKey = new Map<string, number>();
      for (const code of this.#columns.codesOfField[field]) {
        const count = this.#counts[code] as number;
        if (count === 0) continue;
        for (const key of this.#columns.keysOfSet[code] ?? []) byKey.set(key, (byKey.get(key) ?? 0) + count);
      }
      facets[field] = Array.from(byKey, ([key, count]) => ({ key, count }))
        .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1))
        .slice(0, mostFacetKeys);
    }
    return facets;
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
