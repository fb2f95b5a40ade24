export { createSearchIndex } from "./create-search-index.ts";
export { EmbeddedIndex } from "./embedded-index.ts";
export { MeilisearchIndex } from "./meilisearch-index.ts";
export { searchEndpoints } from "./routes.ts";
export type {
  Highlight,
  Passage,
  ScopeKey,
  SearchDocument,
  SearchHit,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Suggestion,
} from "./search-index.ts";
export { clearPending } from "./search-store.ts";
export { sketchText, type TextSketch } from "./sketch-text.ts";
