import type { Generated } from "kysely";
import type { Id, PersonId, ResourceId, UnitId } from "../../ids.ts";

export type CollectionId = Id<"collection">;
export type SectionId = Id<"collection-section">;

/** `draft`: a proposal that only its proposer sees; `waiting`: submitted to those who curate at its unit. */
export type CollectionState = "draft" | "waiting" | "curated" | "declined";

export interface CollectionTable {
  id: CollectionId;
  unit_id: UnitId;
  proposer_id: PersonId;
  title: string;
  summary: Generated<string>;
  state: CollectionState;
  /** The top folder that it was made of; null where a person began it. */
  folder: string | null;
  /** Why it was declined. */
  reason: Generated<string>;
  decided_by: PersonId | null;
  decided_at: Date | null;
  submitted_at: Date | null;
  revision: Generated<number>;
  created_at: Date;
  removed_at: Date | null;
}

export interface CollectionSectionTable {
  id: SectionId;
  collection_id: CollectionId;
  parent_id: SectionId | null;
  title: string;
  summary: Generated<string>;
  folder: string | null;
  position: number;
}

/** `waiting`: proposed by a reader into a curated collection; `out`: declined, or taken out. */
export type EntryState = "in" | "waiting" | "out";

export interface CollectionEntryTable {
  collection_id: CollectionId;
  resource_id: ResourceId;
  section_id: SectionId | null;
  position: number;
  state: EntryState;
  added_by: PersonId;
  added_at: Date;
}
