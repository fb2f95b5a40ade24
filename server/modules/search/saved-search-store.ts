import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId } from "../../ids.ts";
import type { SavedSearchId } from "./tables.ts";

type Db = Kysely<Database>;

const columns = ["id", "name", "question", "created_at", "visited_at", "waiting"] as const;

export type SavedSearchRow = Awaited<ReturnType<typeof listSavedSearches>>[number];

/** A person's own, latest first. */
export const listSavedSearches = (db: Db, personId: PersonId) =>
  db
    .selectFrom("saved_search")
    .select(columns)
    .where("person_id", "=", personId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();

export const findSavedSearch = (db: Db, personId: PersonId, id: SavedSearchId) =>
  db
    .selectFrom("saved_search")
    .select(columns)
    .where("person_id", "=", personId)
    .where("id", "=", id)
    .executeTakeFirst();

/** How many the person has, none of whom can be added by another transaction until this one ends. */
export const countSavedSearchesLocked = async (db: Db, personId: PersonId): Promise<number> => {
  await db.selectFrom("person").select("id").where("id", "=", personId).forNoKeyUpdate().execute();
  const { count } = await db
    .selectFrom("saved_search")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("person_id", "=", personId)
    .executeTakeFirstOrThrow();
  return count;
};

export const insertSavedSearch = async (
  db: Db,
  row: {
    id: SavedSearchId;
    personId: PersonId;
    name: string;
    question: unknown;
    now: Date;
    waiting: ResourceId[];
  },
): Promise<void> => {
  await db
    .insertInto("saved_search")
    .values({
      id: row.id,
      person_id: row.personId,
      name: row.name,
      question: JSON.stringify(row.question),
      created_at: row.now,
      visited_at: row.now,
      waiting: row.waiting,
    })
    .execute();
};

/** Whether there was one of the person's to change. */
export const updateSavedSearch = async (
  db: Db,
  personId: PersonId,
  id: SavedSearchId,
  change: { name: string } | { visited_at: Date; waiting: ResourceId[] },
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable("saved_search")
    .set(change)
    .where("person_id", "=", personId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Whether there was one of the person's to remove. */
export const removeSavedSearchRow = async (
  db: Db,
  personId: PersonId,
  id: SavedSearchId,
): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom("saved_search")
    .where("person_id", "=", personId)
    .where("id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
