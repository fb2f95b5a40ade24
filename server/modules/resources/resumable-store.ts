import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, UnitId, UploadId } from "../../ids.ts";

type Db = Kysely<Database>;

export interface ResumableRow {
  id: UploadId;
  person_id: PersonId;
  campus_id: UnitId;
  size_bytes: number;
  metadata: string;
  created_at: Date;
  expires_at: Date;
}

const columns = [
  "id",
  "person_id",
  "campus_id",
  "size_bytes",
  "metadata",
  "created_at",
  "expires_at",
] as const;

export const insertResumable = async (db: Db, row: ResumableRow): Promise<void> => {
  await db.insertInto("resumable_upload").values(row).execute();
};

/** Only the person's own, and only while it may be continued. */
export const findOwnResumable = (
  db: Db,
  personId: PersonId,
  id: UploadId,
  now: Date,
): Promise<ResumableRow | undefined> =>
  db
    .selectFrom("resumable_upload")
    .select(columns)
    .where("id", "=", id)
    .where("person_id", "=", personId)
    .where("expires_at", ">", now)
    .executeTakeFirst();

/** What a person has begun at a campus and not finished. */
export const unfinishedOf = async (
  db: Db,
  personId: PersonId,
  campusId: UnitId,
  now: Date,
): Promise<{ count: number; bytes: number }> => {
  const { rows } = await sql<{ count: number; bytes: number }>`
    select count(*) as count, coalesce(sum(size_bytes), 0)::bigint as bytes from resumable_upload
    where person_id = ${personId} and campus_id = ${campusId} and expires_at > ${now}`.execute(db);
  return rows[0] ?? { count: 0, bytes: 0 };
};

/** Answers whether it was there, and where a lease's token is named, whether it was held under that one. */
export const removeResumable = async (db: Db, id: UploadId, token?: string): Promise<boolean> =>
  (
    await db
      .deleteFrom("resumable_upload")
      .where("id", "=", id)
      .$if(token !== undefined, (query) => query.where("lock_token", "=", token as string))
      .returning("id")
      .execute()
  ).length > 0;

export const isBegun = async (db: Db, id: UploadId): Promise<boolean> =>
  (await db.selectFrom("resumable_upload").select("id").where("id", "=", id).executeTakeFirst()) !==
  undefined;

export const listExpiredResumables = async (db: Db, now: Date, most: number): Promise<UploadId[]> =>
  (
    await db
      .selectFrom("resumable_upload")
      .select("id")
      .where("expires_at", "<=", now)
      .orderBy("expires_at")
      .limit(most)
      .execute()
  ).map(({ id }) => id);

/** Of those begun before a time, the next after an id, in the order of ids. */
export const listResumablesAfter = async (
  db: Db,
  { before, after, most }: { before: Date; after: UploadId | null; most: number },
): Promise<UploadId[]> =>
  (
    await db
      .selectFrom("resumable_upload")
      .select("id")
      .where("created_at", "<", before)
      .$if(after !== null, (query) => query.where("id", ">", after as UploadId))
      .orderBy("id")
      .limit(most)
      .execute()
  ).map(({ id }) => id);
