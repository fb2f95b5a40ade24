import type { Settings } from "meilisearch";
import { writtenFields } from "../document-terms.ts";
import { facetFields } from "../search-index.ts";
import { labelFields } from "./documents.ts";

/** Tokens are compared exactly: what differs by a letter is another code, and near misses are ours to find. */
const exactTokens: Settings = {
  typoTolerance: { enabled: false },
  // Tokens of long texts are sets, in which distance says nothing.
  proximityPrecision: "byAttribute",
};

/** What a question's words are looked for in, strongest first: what is written, then how it sounds. */
export const questionFields = [...writtenFields, "pinyin"];

/** `sort` first: it orders by itself when asked for, and does nothing otherwise. Shorter titles are nearer to a question. */
const rankingRules = [
  "sort",
  "words",
  "attributeRank",
  "exactness",
  "titleLength:asc",
  "publishedAtMs:desc",
  "id:asc",
];

export const resourceSettings: Settings = {
  ...exactTokens,
  searchableAttributes: [...questionFields, ...labelFields, "near"],
  displayedAttributes: [
    "id",
    "revision",
    "isRemoved",
    "texts",
    "labels",
    "authorId",
    "campusId",
    "latinWords",
    ...facetFields,
    "publishedAtMs",
    "reuseCount",
  ],
  filterableAttributes: ["key", "scope", "isRemoved", "head", "lesson", ...facetFields],
  sortableAttributes: ["publishedAtMs", "reuseCount", "titleLength", "id"],
  rankingRules,
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { "*": "count" } },
  pagination: { maxTotalHits: 100_000 },
};

export const passageSettings: Settings = {
  ...exactTokens,
  searchableAttributes: ["tokens"],
  displayedAttributes: ["resourceId", "fileId", "sha256", "fileName", "page", "pageKind", "text"],
  filterableAttributes: ["resource", "scope"],
  sortableAttributes: ["position"],
  rankingRules: ["words", "exactness", "position:asc"],
  prefixSearch: "indexingTime",
};

/** Whether what the server has of each of our settings is what we want; it adds settings of its own. */
export function differs(wanted: Settings, actual: Settings): boolean {
  return Object.entries(wanted).some(([name, value]) => !covers(actual[name as keyof Settings], value));
}

/** Whether what the server has is what is wanted, whatever it adds of its own. */
export function covers(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) return false;
    return wanted.every((value) => actual.includes(value)) && inOrderWhereItMatters(actual, wanted);
  }
  if (typeof wanted === "object" && wanted !== null) {
    if (typeof actual !== "object" || actual === null) return false;
    const known = actual as Record<string, unknown>;
    return Object.entries(wanted).every(([name, value]) => covers(known[name], value));
  }
  return actual === wanted;
}

// The server keeps the order of ranking rules and searchable attributes, and sorts the sets (which we never mix with
// these): equal members in another order are a difference only where the first members were kept in our order.
function inOrderWhereItMatters(actual: unknown[], wanted: unknown[]): boolean {
  const isSorted = actual.every((value, i) => i === 0 || String(actual[i - 1]) <= String(value));
  return isSorted || wanted.every((value, i) => actual[i] === value);
}
