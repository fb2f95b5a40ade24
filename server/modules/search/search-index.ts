import type { FileId, ResourceId, Sha256, UnitId } from "../../ids.ts";

/** Who may find a document: a unit's id, the public, or its author. Opaque to the engines. */
export type ScopeKey = `unit:${UnitId}` | "public" | `author:${string}`;

/** One page, slide, sheet or section of one file of a resource. */
export interface Passage {
  fileId: FileId;
  sha256: Sha256;
  /** File name as its readers see it. */
  fileName: string;
  /** 1-based; null where the format has no pages. */
  page: number | null;
  pageKind: "page" | "slide" | "sheet" | "section";
  text: string;
}

/** What an engine holds of a published resource: derived, and rebuilt from the database at any time. */
export interface SearchDocument {
  id: ResourceId;
  /** The resource's revision that this was built from: an older one never replaces a newer one. */
  revision: number;
  scope: ScopeKey[];
  title: string;
  /** Titles on the browse path: subject, edition, unit, lesson. */
  textbookNode: string;
  keywords: string[];
  summary: string;
  fileNames: string[];
  kind: string;
  subject: string | null;
  grades: string[];
  term: string | null;
  edition: string | null;
  volume: string | null;
  campus: UnitId;
  author: string;
  authorName: string;
  campusName: string;
  publishedAtMs: number;
  reuseCount: number;
  passages: Passage[];
}

export const facetFields = [
  "kind",
  "subject",
  "grade",
  "term",
  "edition",
  "volume",
  "campus",
  "author",
] as const;
export type FacetField = (typeof facetFields)[number];

export type SearchSort = "relevance" | "newest" | "most-reused";

export interface SearchRequest {
  /** What the person typed; empty lists everything in scope. */
  text: string;
  /** A document is found only if one of its scope keys is among these. Never empty. */
  scope: ScopeKey[];
  /** Values within a field are alternatives; fields narrow each other. */
  filters: Partial<Record<FacetField, string[]>>;
  /** Documents that the index may hold with a scope that is no longer true: left out of hits, total and facets. */
  exclude: ResourceId[];
  sort: SearchSort;
  offset: number;
  limit: number;
  /** Whether to count facets; costs time. */
  withFacets: boolean;
}

/** Text in pieces; those that matched are marked, so that no HTML travels. */
export type Highlight = { text: string; isMatch: boolean }[];

export interface SearchHit {
  id: ResourceId;
  title: Highlight;
  /** At most three, best first. */
  passages: (Omit<Passage, "text"> & { snippet: Highlight })[];
}

export interface SearchResult {
  hits: SearchHit[];
  /** Exact where the engine counts exactly (embedded), else its estimate. */
  total: number;
  facets: Partial<Record<FacetField, { key: string; count: number }[]>>;
}

export interface Suggestion {
  text: string;
  resourceId: ResourceId;
}

/**
 * A full-text engine. Two implementations (SQLite FTS5, Meilisearch) pass one suite, `test/support/search-index-suite.ts`.
 * It knows nothing of permissions: the scope comes in as data. Throws Unavailable when the engine does not answer.
 */
export interface SearchIndex {
  /** Adds or replaces; resolves when the documents can be found. A document older than what is there changes nothing. */
  put(documents: SearchDocument[]): Promise<void>;
  /** Resolves when they can no longer be found. Unknown ids are not an error. */
  remove(ids: ResourceId[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchResult>;
  /** Titles in scope that begin with, or contain, what was typed. */
  suggest(prefix: string, scope: ScopeKey[], limit: number): Promise<Suggestion[]>;
  /** How many documents it holds. */
  count(): Promise<number>;
  /**
   * Fills a second index with what `fill` puts, while this one goes on answering and takes the writes that happen
   * meanwhile; then swaps the two. If `fill` throws, the old index stays.
   */
  rebuild(fill: (put: (documents: SearchDocument[]) => Promise<void>) => Promise<void>): Promise<void>;
  check(): Promise<void>;
  /**
   * Whether it holds less than it should, because it is new, was lost or was damaged, and waits for a rebuild. A writer
   * that asks also puts a damaged file aside.
   */
  needsRebuild(): Promise<boolean>;
  close(): Promise<void>;
}
