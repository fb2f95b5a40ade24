import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId } from "../../ids.ts";
import type { CollectionId, EntryState, SectionId } from "./tables.ts";

type Db = Kysely<Database>;

export interface EntryRow {
  resource_id: ResourceId;
  section_id: SectionId | null;
  state: EntryState;
  added_by: PersonId;
}

export const findEntry = async (
  db: Db,
  collectionId: CollectionId,
  resourceId: ResourceId,
): Promise<EntryRow | null> =>
  (await db
    .selectFrom("collection_entry")
    .select(["resource_id", "section_id", "state", "added_by"])
    .where("collection_id", "=", collectionId)
    .where("resource_id", "=", resourceId)
    .executeTakeFirst()) ?? null;

/** Ids of everything that was ever put into any of these. */
export const listNotedResources = async (
  db: Db,
  collectionIds: readonly CollectionId[],
): Promise<Set<ResourceId>> => {
  const rows = await db
    .selectFrom("collection_entry")
    .select("resource_id")
    .where(sql<boolean>`collection_id = any(${[...collectionIds]}::uuid[])`)
    .execute();
  return new Set(rows.map(({ resource_id }) => resource_id));
};

export const countAllEntries = async (db: Db, collectionId: CollectionId): Promise<number> => {
  const { count } = await db
    .selectFrom("collection_entry")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("collection_id", "=", collectionId)
    .where("state", "<>", "out")
    .executeTakeFirstOrThrow();
  return count;
};

/** Of these sections, each in its order, also those that an actor is not shown. */
export const listPlacedResources = (
  db: Db,
  collectionId: CollectionId,
  sectionIds: readonly (SectionId | null)[],
): Promise<Pick<EntryRow, "resource_id" | "section_id">[]> => {
  return db
    .selectFrom("collection_entry")
    .select(["resource_id", "section_id"])
    .where("collection_id", "=", collectionId)
    .where("state", "=", "in")
    .where(
      sql<boolean>`(section_id = any(${sectionIds.filter((id) => id !== null)}::uuid[])
        or section_id is null and ${sectionIds.includes(null)})`,
    )
    .orderBy("position")
    .orderBy("resource_id")
    .execute();
};

/** In their order, also those that an actor is not shown. */
export const listSectionResources = async (
  db: Db,
  collectionId: CollectionId,
  sectionId: SectionId | null,
): Promise<ResourceId[]> => {
  const rows = await listPlacedResources(db, collectionId, [sectionId]);
  return rows.map(({ resource_id }) => resource_id);
};

export const putEntries = async (
  db: Db,
  collectionId: CollectionId,
  placed: readonly { resourceId: ResourceId; sectionId: SectionId | null }[],
  entry: { state: EntryState; addedBy: PersonId; now: Date },
): Promise<void> => {
  if (placed.length === 0) return;
  await db
    .insertInto("collection_entry")
    .values(
      placed.map(({ resourceId, sectionId }) => ({
        collection_id: collectionId,
        resource_id: resourceId,
        section_id: sectionId,
        position: 0,
        state: entry.state,
        added_by: entry.addedBy,
        added_at: entry.now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(["collection_id", "resource_id"]).doUpdateSet((eb) => ({
        section_id: eb.ref("excluded.section_id"),
        state: eb.ref("excluded.state"),
        // Whoever proposed it stays named when it is let in or moved.
        added_by: sql<PersonId>`case when collection_entry.state = 'out' then excluded.added_by else collection_entry.added_by end`,
        added_at: sql<Date>`case when collection_entry.state = 'out' then excluded.added_at else collection_entry.added_at end`,
      })),
    )
    .execute();
};

/** Numbers them by their order here, those of several sections one section after the other. */
export const orderEntries = async (
  db: Db,
  collectionId: CollectionId,
  ids: readonly ResourceId[],
): Promise<void> => {
  await sql`update collection_entry entry set position = wanted.place
    from unnest(${[...ids]}::uuid[]) with ordinality as wanted (id, place)
    where entry.collection_id = ${collectionId} and entry.resource_id = wanted.id
      and entry.position <> wanted.place`.execute(db);
};

export const takeOutEntry = async (
  db: Db,
  collectionId: CollectionId,
  resourceId: ResourceId,
): Promise<void> => {
  await db
    .updateTable("collection_entry")
    .set({ state: "out" })
    .where("collection_id", "=", collectionId)
    .where("resource_id", "=", resourceId)
    .execute();
};
