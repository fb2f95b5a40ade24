import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId } from "../../ids.ts";
import type { CollectionId, SectionId } from "./tables.ts";

type Db = Kysely<Database>;

export interface ShownEntry {
  resource_id: ResourceId;
  section_id: SectionId | null;
  added_by: PersonId;
  added_by_name: string;
  added_at: Date;
  position: number;
}

/** A list of entries: those of a section, or whatever waits and was proposed by `addedBy`, or by anybody. */
export type EntryList =
  | { state: "in"; sectionId: SectionId | null }
  | { state: "waiting"; addedBy: PersonId | null };

const conditionOf = (list: EntryList) =>
  list.state === "in"
    ? sql`entry.state = 'in' and entry.section_id is not distinct from ${list.sectionId}::uuid`
    : sql`entry.state = 'waiting' and (${list.addedBy}::uuid is null or entry.added_by = ${list.addedBy}::uuid)`;

export const listEntryRows = async (
  db: Db,
  collectionId: CollectionId,
  list: EntryList,
  isShown: RawBuilder<boolean>,
  page: { after: Pick<ShownEntry, "position" | "resource_id"> | null; limit: number },
): Promise<ShownEntry[]> => {
  const { after, limit } = page;
  const { rows } = await sql<ShownEntry>`
    select entry.resource_id, entry.section_id, entry.added_by, person.name as added_by_name, entry.added_at, entry.position
    from collection_entry entry
    join resource on resource.id = entry.resource_id
    join person on person.id = entry.added_by
    where entry.collection_id = ${collectionId} and ${conditionOf(list)} and ${isShown}
      ${after ? sql`and (entry.position, entry.resource_id) > (${after.position}::int, ${after.resource_id}::uuid)` : sql``}
    order by entry.position, entry.resource_id limit ${limit}`.execute(db);
  return rows;
};

/** Where an entry stands, of those that are shown; also where it was when it was taken out. */
export const findEntryPlace = async (
  db: Db,
  collectionId: CollectionId,
  resourceId: string,
  isShown: RawBuilder<boolean>,
): Promise<Pick<ShownEntry, "position" | "resource_id"> | null> => {
  const { rows } = await sql<Pick<ShownEntry, "position" | "resource_id">>`
    select entry.position, entry.resource_id
    from collection_entry entry join resource on resource.id = entry.resource_id
    where entry.collection_id = ${collectionId} and entry.resource_id = ${resourceId}::uuid and ${isShown}`.execute(
    db,
  );
  return rows[0] ?? null;
};

export const countWaiting = async (
  db: Db,
  collectionId: CollectionId,
  addedBy: PersonId | null,
  isShown: RawBuilder<boolean>,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from collection_entry entry join resource on resource.id = entry.resource_id
    where entry.collection_id = ${collectionId} and ${conditionOf({ state: "waiting", addedBy })} and ${isShown}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
};
