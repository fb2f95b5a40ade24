import { type FacetField, facetFields, type SearchResult } from "../search-index.ts";
import type { Columns } from "./columns.ts";
import { placeOf, rowLength } from "./facet-rows.ts";
import { smallest } from "./smallest.ts";

const mostFacetKeys = 100;

/** For each filter what passes all but that one. */
export type FailedOne = Partial<Record<FacetField, number[]>>;

type FacetColumns = Pick<Columns, "facetKeys" | "fieldOfFacetKey" | "keysOfFacetSet" | "facetRows">;

/** By code, and by key: all 0 between two questions. */
let ofSets = new Uint32Array(1024);
let ofKeys = new Uint32Array(1024);

/** A facet is counted as if it had no filter of its own, so that its other keys can still be chosen. */
export function countFacets(
  columns: FacetColumns,
  kept: Uint32Array,
  failedOne: FailedOne,
): SearchResult["facets"] {
  const { facetKeys, keysOfFacetSet, fieldOfFacetKey, facetRows } = columns;
  if (ofSets.length < keysOfFacetSet.length) ofSets = new Uint32Array(keysOfFacetSet.length * 2);
  if (ofKeys.length < facetKeys.length) ofKeys = new Uint32Array(facetKeys.length * 2);
  // Codes are unique over all fields, so one array serves for all.
  countRows(ofSets, facetRows.codes, kept);
  for (const field of facetFields) {
    const failed = failedOne[field];
    if (failed) countField(ofSets, facetRows.codes, failed, placeOf(field));
  }
  const seen: number[][] = facetFields.map(() => []);
  for (let code = 1; code < keysOfFacetSet.length; code += 1) {
    const found = ofSets[code] as number;
    if (found === 0) continue;
    ofSets[code] = 0;
    const keys = keysOfFacetSet[code] as number[];
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i] as number;
      const before = ofKeys[key] as number;
      if (before === 0) (seen[fieldOfFacetKey[key] as number] as number[]).push(key);
      ofKeys[key] = before + found;
    }
  }
  const counts = ofKeys;
  const compare = (a: number, b: number) =>
    (counts[b] as number) - (counts[a] as number) ||
    ((facetKeys[a] as string) < (facetKeys[b] as string) ? -1 : 1);
  const facets: SearchResult["facets"] = {};
  facetFields.forEach((field, place) => {
    const keys = seen[place] as number[];
    facets[field] = smallest(keys, mostFacetKeys, compare).map((key) => ({
      key: facetKeys[key] as string,
      count: counts[key] as number,
    }));
    for (const key of keys) counts[key] = 0;
  });
  return facets;
}

function countRows(counts: Uint32Array, rows: Uint16Array | Uint32Array, numbers: Uint32Array): void {
  for (let i = 0; i < numbers.length; i += 1) {
    const from = (numbers[i] as number) * rowLength;
    for (let at = from; at < from + rowLength; at += 1) {
      const code = rows[at] as number;
      counts[code] = (counts[code] as number) + 1;
    }
  }
}

function countField(
  counts: Uint32Array,
  rows: Uint16Array | Uint32Array,
  numbers: readonly number[],
  place: number,
): void {
  for (const number of numbers) {
    const code = rows[number * rowLength + place] as number;
    counts[code] = (counts[code] as number) + 1;
  }
}
