import { EmbeddedIndex } from "./embedded-index.ts";
import { MeilisearchIndex, type MeilisearchOptions } from "./meilisearch-index.ts";
import type { SearchIndex } from "./search-index.ts";

export interface SearchIndexConfig {
  /** Where the embedded index lives; not touched when there is a Meilisearch server. */
  directory: string;
  meili: MeilisearchOptions | null;
  /** The server process reads, the indexer (and whatever rebuilds) writes. */
  role: "reader" | "writer";
}

export function createSearchIndex({ directory, meili, role }: SearchIndexConfig): SearchIndex {
  return meili ? new MeilisearchIndex(meili) : new EmbeddedIndex({ directory, role });
}
