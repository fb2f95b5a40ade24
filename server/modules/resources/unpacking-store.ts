import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { UploadId } from "../../ids.ts";
import type { UnpackedFileTable, UnpackingStatus } from "./tables.ts";

type Db = Kysely<Database>;

/** Whether it was not asked for before. */
export const insertUnpacking = async (db: Db, uploadId: UploadId, now: Date): Promise<boolean> => {
  const inserted = await db
    .insertInto("unpacking")
    .values({ upload_id: uploadId, reason: null, file_count: null, requested_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning("upload_id")
    .executeTakeFirst();
  return inserted !== undefined;
};

/** With the upload that it is of, whoever's. */
export const findUnpacking = (db: Db, uploadId: UploadId) =>
  db
    .selectFrom("unpacking")
    .innerJoin("upload", "upload.id", "unpacking.upload_id")
    .select(["status", "reason", "file_count", "person_id", "campus_id", "sha256", "name"])
    .where("upload_id", "=", uploadId)
    .executeTakeFirst();

export const updateUnpacking = async (
  db: Db,
  uploadId: UploadId,
  change: { status?: UnpackingStatus; reason?: string; file_count?: number },
): Promise<void> => {
  await db.updateTable("unpacking").set(change).where("upload_id", "=", uploadId).execute();
};

export const insertUnpackedFile = async (db: Db, file: UnpackedFileTable): Promise<void> => {
  await db.insertInto("unpacked_file").values(file).execute();
};

export const countUnpackedFiles = async (db: Db, uploadId: UploadId): Promise<number> => {
  const { count } = await db
    .selectFrom("unpacked_file")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("upload_id", "=", uploadId)
    .executeTakeFirstOrThrow();
  return Number(count);
};

export const listUnpackedFiles = (db: Db, uploadId: UploadId, after: number, limit: number) =>
  db
    .selectFrom("unpacked_file")
    .select(["position", "path", "unpacked_upload_id", "reason"])
    .where("upload_id", "=", uploadId)
    .where("position", ">", after)
    .orderBy("position")
    .limit(limit)
    .execute();
