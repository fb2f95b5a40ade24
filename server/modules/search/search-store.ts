import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId, UnitId } from "../../ids.ts";

type Db = Kysely<Database>;

/** More than this pending at once means that the index lies far behind: then the database answers instead. */
export const mostPending = 5000;

/** Resources that fewer people may see than the index still believes. */
export const listPending = async (db: Db): Promise<ResourceId[]> =>
  (await db.selectFrom("index_pending").select("resource_id").limit(mostPending).execute()).map(
    (row) => row.resource_id,
  );

/** The index has caught up with the resource as of `revision`. */
export const clearPending = async (db: Db, id: ResourceId, revision: number): Promise<void> => {
  await db
    .deleteFrom("index_pending")
    .where("resource_id", "=", id)
    .where("revision", "<=", revision)
    .execute();
};

/** Those of these ids that are published and meet the condition, in one statement. */
export const keepVisible = async (
  db: Db,
  ids: readonly ResourceId[],
  isVisible: RawBuilder<boolean>,
): Promise<Set<ResourceId>> => {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom("resource")
    .select("id")
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where("published_at", "is not", null)
    .where("archived_at", "is", null)
    .where(isVisible)
    .execute();
  return new Set(rows.map((row) => row.id));
};

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, "\\$&");

/** Visible published resources whose title has every word, newest first: what is left when the engine is down. */
export const findByTitle = async (
  db: Db,
  words: readonly string[],
  isVisible: RawBuilder<boolean>,
  page: { offset: number; limit: number },
): Promise<ResourceId[]> => {
  let query = db
    .selectFrom("resource")
    .innerJoin("resource_version as version", "version.id", "resource.current_version_id")
    .select("resource.id")
    .where("resource.published_at", "is not", null)
    .where("resource.archived_at", "is", null)
    .where(isVisible);
  for (const word of words) query = query.where("version.title", "ilike", `%${escapeLike(word)}%`);
  const rows = await query
    .orderBy("resource.published_at", "desc")
    .orderBy("resource.id", "desc")
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  return rows.map((row) => row.id);
};

export const listCampusNames = async (db: Db, ids: readonly UnitId[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("unit").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
};

export const listAuthorNames = async (db: Db, ids: readonly PersonId[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("person").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
};
