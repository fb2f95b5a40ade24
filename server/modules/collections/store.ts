import { type Kysely, type RawBuilder, sql } from "kysely";
import type { UnitKind } from "../../actor.ts";
import type { Database } from "../../db/schema.ts";
import type { PersonId, UnitId } from "../../ids.ts";
import type { CollectionId, CollectionState } from "./tables.ts";

type Db = Kysely<Database>;

/** A collection with its unit and people. The counts are of what one actor is shown. */
export interface CollectionRecord {
  id: CollectionId;
  unit_id: UnitId;
  unit_kind: UnitKind;
  unit_name: string;
  unit_name_en: string | null;
  unit_path: UnitId[];
  proposer_id: PersonId;
  proposer_name: string;
  title: string;
  summary: string;
  state: CollectionState;
  folder: string | null;
  reason: string;
  decided_by: PersonId | null;
  decider_name: string | null;
  decided_at: Date | null;
  submitted_at: Date | null;
  revision: number;
  created_at: Date;
  removed_at: Date | null;
  entry_count: number;
  section_count: number;
}

/** `isShown`: which resources count, from `isShownTo`. */
const selectCollections = (isShown: RawBuilder<boolean>, place = sql`null`) => sql`
  select collection.id, collection.unit_id, unit.kind as unit_kind, unit.name as unit_name, unit.name_en as unit_name_en,
    unit.path as unit_path, collection.proposer_id, proposer.name as proposer_name, collection.title, collection.summary,
    collection.state, collection.folder, collection.reason, collection.decided_by, decider.name as decider_name,
    collection.decided_at, collection.submitted_at, collection.revision, collection.created_at, collection.removed_at,
    (select count(*)::int from collection_entry entry join resource on resource.id = entry.resource_id
      where entry.collection_id = collection.id and entry.state = 'in' and ${isShown}) as entry_count,
    (select count(*)::int from collection_section section where section.collection_id = collection.id) as section_count,
    ${place} as place
  from collection
  join unit on unit.id = collection.unit_id
  join person proposer on proposer.id = collection.proposer_id
  left join person decider on decider.id = collection.decided_by`;

/** Which collections are meant, and which of their resources count. */
export interface Sight {
  isVisible: RawBuilder<boolean>;
  isShown: RawBuilder<boolean>;
}

export const findCollection = async (
  db: Db,
  id: CollectionId,
  { isVisible, isShown }: Sight,
): Promise<CollectionRecord | null> => {
  const { rows } = await sql<CollectionRecord>`${selectCollections(isShown)}
    where collection.id = ${id} and ${isVisible}`.execute(db);
  return rows[0] ?? null;
};

/** Those in which a resource stands. */
export const listCollectionsWith = async (
  db: Db,
  resourceId: string,
  { isVisible, isShown }: Sight,
): Promise<CollectionRecord[]> => {
  const { rows } = await sql<CollectionRecord>`${selectCollections(isShown)}
    where collection.removed_at is null and ${isVisible} and exists (
      select from collection_entry own where own.collection_id = collection.id and own.resource_id = ${resourceId}::uuid
        and own.state = 'in')
    order by collection.title, collection.id limit 100`.execute(db);
  return rows;
};

/** When it came into its list: by none of these can be told that it was changed since. */
const places = {
  curated: sql`collection.decided_at`,
  mine: sql`collection.created_at`,
  waiting: sql`collection.submitted_at`,
};

export interface ListQuestion {
  view: keyof typeof places;
  q?: string | undefined;
  after: [at: string, id: string] | null;
  limit: number;
}

/** Latest first; `place` is PostgreSQL's own text of when. */
export const listCollectionRecords = async (
  db: Db,
  { isVisible, isShown }: Sight,
  { view, q, after, limit }: ListQuestion,
): Promise<(CollectionRecord & { place: string })[]> => {
  const at = places[view];
  const { rows } = await sql<CollectionRecord & { place: string }>`
    ${selectCollections(isShown, sql`${at}::text`)}
    where collection.removed_at is null and ${isVisible}
      ${q ? sql`and position(lower(${q}) in lower(collection.title)) > 0` : sql``}
      ${after ? sql`and (${at}, collection.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by ${at} desc, collection.id desc limit ${limit}`.execute(db);
  return rows;
};

export const insertCollection = async (
  db: Db,
  one: {
    id: CollectionId;
    unitId: UnitId;
    proposerId: PersonId;
    title: string;
    summary: string;
    folder: string | null;
    isCurated: boolean;
    now: Date;
  },
): Promise<void> => {
  await db
    .insertInto("collection")
    .values({
      id: one.id,
      unit_id: one.unitId,
      proposer_id: one.proposerId,
      title: one.title,
      summary: one.summary,
      folder: one.folder,
      state: one.isCurated ? "curated" : "draft",
      decided_by: one.isCurated ? one.proposerId : null,
      decided_at: one.isCurated ? one.now : null,
      submitted_at: null,
      created_at: one.now,
      removed_at: null,
    })
    .execute();
};

/** Locks the collection until the transaction ends; answers its present revision. */
export const lockCollection = async (db: Db, id: CollectionId): Promise<number | null> =>
  (await db.selectFrom("collection").select("revision").where("id", "=", id).forUpdate().executeTakeFirst())
    ?.revision ?? null;

export interface CollectionChange {
  title?: string;
  summary?: string;
  unit_id?: UnitId;
  state?: CollectionState;
  reason?: string;
  decided_by?: PersonId;
  decided_at?: Date;
  submitted_at?: Date;
  removed_at?: Date | null;
}

/** Applies a change, if any, and counts one revision up. */
export const touchCollection = async (
  db: Db,
  id: CollectionId,
  change: CollectionChange = {},
): Promise<void> => {
  await db
    .updateTable("collection")
    .set({ ...change, revision: sql<number>`revision + 1` })
    .where("id", "=", id)
    .execute();
};

/** What a person made of folders is made by one transaction after the other. */
export const lockProposer = async (db: Db, personId: PersonId): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('collections'), hashtext(${personId}))`.execute(db);
};

export const countProposals = async (db: Db, personId: PersonId): Promise<number> => {
  const { count } = await db
    .selectFrom("collection")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("proposer_id", "=", personId)
    .where("removed_at", "is", null)
    .executeTakeFirstOrThrow();
  return count;
};

/** What this person made of such a folder before, latest first, removed ones too; locked, so that none is decided meanwhile. */
export const lockOfFolder = (db: Db, personId: PersonId, folder: string) =>
  db
    .selectFrom("collection")
    .select(["id", "title", "state", "unit_id", "removed_at"])
    .where("proposer_id", "=", personId)
    .where("folder", "=", folder)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .forUpdate()
    .execute();
