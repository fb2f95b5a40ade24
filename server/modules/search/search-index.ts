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
  /** The last node of that path. */
  lesson: { id: string; title: string } | null;
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

/** A wish, not a filter: a document that has one of the keys ranks a little higher among those with the same words. */
export interface Preference {
  field: FacetField;
  keys: string[];
  /** The words of the question that say so: a document need not have them as text. Empty where it follows from who asks. */
  text: string;
  /** 1 for what the question says, less for what is only guessed. */
  weight: number;
}

/** Each costs an engine a look-up, so a group of synonyms has one word more at most. */
export const mostAlternatives = 9;

/**
 * Words of the question that may be written otherwise: a document with an alternative counts as having them; at most
 * `mostAlternatives`.
 */
export interface Synonyms {
  text: string;
  alternatives: string[];
}

export interface SearchRequest {
  /** What is asked for, without the words that became preferences; empty lists everything in scope. */
  text: string;
  preferences?: Preference[];
  synonyms?: Synonyms[];
  /**
   * `all`, the default: documents with every word, and where none has, those with the most of them. Where fewer than a
   * page have all of several words, by relevance and without "…", those with most of them follow behind every whole one;
   * not where `filters` let no whole one through. They count in `total` and `facets` like all that is listed.
   * `any`: the more words the better; without those that have next to nothing of what the words are worth, and of those
   * that an engine looks at only.
   */
  matching?: "all" | "any";
  /** A document is found only if one of its scope keys is among these. Never empty. */
  scope: ScopeKey[];
  /** Values within a field are alternatives; fields narrow each other. */
  filters: Partial<Record<FacetField, string[]>>;
  /** Documents that the index may hold with a scope that is no longer true: left out of hits, total and facets. */
  exclude: ResourceId[];
  /** Where given, no other documents than these are asked about; at most some hundreds. */
  within?: ResourceId[];
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
  passages: ShownPassage[];
  /** The two as JSON, where the engine has them so at hand: whoever sends them on need not look into them. */
  written?: { title: Uint8Array; passages: Uint8Array };
}

/** What is shown of a passage that was found. */
export type ShownPassage = Omit<Passage, "text" | "sha256"> & { snippet: Highlight };

export interface SearchResult {
  hits: SearchHit[];
  /** No document has all the words: these have some of them. False where such only follow others that have all. */
  isPartial: boolean;
  /** Words that no document in scope has as they are written, and that were taken for others. */
  misspelled: string[];
  /** Exact where the engine counts exactly (embedded), else its estimate. */
  total: number;
  facets: Partial<Record<FacetField, { key: string; count: number }[]>>;
}

export const suggestionKinds = ["title", "lesson", "author", "campus"] as const;

export interface Suggestion {
  kind: (typeof suggestionKinds)[number];
  text: string;
  /** Id of the resource, textbook node, person or campus. */
  key: string;
  /** A document in scope that has it: whoever may no longer see that must not be shown the suggestion. */
  resourceId: ResourceId;
}

/** Another spelling of a word, and a document in scope whose title has it. */
export interface Spelling {
  text: string;
  resourceId: ResourceId;
}

/**
 * A full-text engine. Two implementations (SQLite FTS5, Meilisearch) pass one suite, `test/support/search-index-suite.ts`.
 * It knows nothing of permissions: the scope comes in as data. Throws Unavailable when the engine does not answer,
 * and what is asked of it also while `needsRebuild`: it would answer as if there were no more than it holds so far.
 */
export interface SearchIndex {
  /** Adds or replaces; resolves when the documents can be found. A document older than what is there changes nothing. */
  put(documents: SearchDocument[]): Promise<void>;
  /** Resolves when they can no longer be found. Unknown ids are not an error. */
  remove(ids: ResourceId[]): Promise<void>;
  search(request: SearchRequest): Promise<SearchResult>;
  /**
   * Titles, lessons, authors and campuses of documents in scope that begin with, contain, or sound like what was typed.
   * What only an excluded document has is not among them, nor is an excluded document named.
   */
  suggest(prefix: string, scope: ScopeKey[], limit: number, exclude?: ResourceId[]): Promise<Suggestion[]>;
  /**
   * What may have been meant by a word that nothing has: stretches of titles in scope that sound the same (分树 → 分数) or
   * differ by one letter (fration → fraction), likeliest first. What is answered depends on documents in scope alone,
   * without the excluded ones. How long it takes does not: lists of all documents with a word are read and masked, so that a
   * first question takes longer the longer such a list is.
   */
  spellings(word: string, scope: ScopeKey[], limit: number, exclude?: ResourceId[]): Promise<Spelling[]>;
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
