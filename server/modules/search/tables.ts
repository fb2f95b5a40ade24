import type { ColumnType, Generated } from "kysely";
import type { Id, PersonId, ResourceId } from "../../ids.ts";

export type SavedSearchId = Id<"saved-search">;

/** Resources whose document in the index may still show more than is now true. */
export interface IndexPendingTable {
  resource_id: ResourceId;
  revision: number;
  since: Generated<Date>;
}

/** A question that a person keeps. */
export interface SavedSearchTable {
  id: SavedSearchId;
  person_id: PersonId;
  name: string;
  /** As `SavedQuestion` of the schema reads it; written as JSON text. */
  question: ColumnType<unknown, string, never>;
  created_at: Date;
  visited_at: Date;
  /** What could not be found yet at the visit though it was in sight: at most some hundreds. */
  waiting: Generated<ResourceId[]>;
}

/** Words that are used for one another. */
export interface SearchSynonymTable {
  position: number;
  words: string[];
}

/** One row: what editors of the synonyms name in If-Match. */
export interface SearchSynonymListTable {
  id: number;
  revision: number;
  updated_at: Date;
}
