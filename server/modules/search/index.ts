export { createSearchIndex, type SearchIndexConfig } from "./create-search-index.ts";
export { EmbeddedIndex, type EmbeddedIndexOptions } from "./embedded-index.ts";
export { MeilisearchIndex, type MeilisearchOptions } from "./meilisearch-index.ts";
export { searchEndpoints } from "./routes.ts";
export {
  type FacetField,
  facetFields,
  type Highlight,
  type Passage,
  type ScopeKey,
  type SearchDocument,
  type SearchHit,
  type SearchIndex,
  type SearchRequest,
  type SearchResult,
  type SearchSort,
  type Suggestion,
} from "./search-index.ts";
export { clearPending } from "./search-store.ts";
export { sketchText, type TextSketch } from "./sketch-text.ts";
