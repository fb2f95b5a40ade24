import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { Sha256 } from "../../ids.ts";

type Db = Kysely<Database>;

/** Holds off the sweep of this very blob until the transaction ends. */
const lockBlob = async (db: Db, sha256: Sha256): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('blob'), hashtext(${sha256}))`.execute(db);
};

interface RecordedBytes {
  sha256: Sha256;
  sizeBytes: number;
  mediaType: string;
  /** Holds for bytes that were not there before. */
  scanStatus?: "unscanned" | "waiting";
  /** They were made here, and nobody has brought the same. */
  isMade?: boolean;
}

/** Notes that these bytes are durable. */
export const recordBlob = async (db: Db, { isMade = false, ...blob }: RecordedBytes): Promise<void> => {
  await lockBlob(db, blob.sha256);
  await db
    .insertInto("blob")
    .values({
      sha256: blob.sha256,
      size_bytes: blob.sizeBytes,
      media_type: blob.mediaType,
      verified_at: null,
      scan_status: blob.scanStatus ?? "unscanned",
      is_made: isMade,
    })
    .onConflict((conflict) =>
      isMade
        ? conflict.column("sha256").doNothing()
        : conflict.column("sha256").doUpdateSet({ is_made: false }).where("blob.is_made", "=", true),
    )
    .execute();
};

/** Drops the record if nothing refers to it; the foreign keys of every table that points here decide that. */
export const removeBlobRecord = async (
  db: Db,
  sha256: Sha256,
  isReferenced: () => Promise<boolean>,
): Promise<boolean> => {
  await lockBlob(db, sha256);
  if (await isReferenced()) return false;
  await db.deleteFrom("blob").where("sha256", "=", sha256).execute();
  return true;
};

/** All recorded blobs in order of their hash, a page at a time. */
export async function* listRecordedBlobs(db: Db): AsyncIterable<{ sha256: Sha256; sizeBytes: number }> {
  let after = "";
  for (;;) {
    const rows = await db
      .selectFrom("blob")
      .select(["sha256", "size_bytes"])
      .where("sha256", ">", after as Sha256)
      .orderBy("sha256")
      .limit(1000)
      .execute();
    for (const row of rows) yield { sha256: row.sha256, sizeBytes: row.size_bytes };
    const last = rows.at(-1);
    if (!last) return;
    after = last.sha256;
  }
}

export const recordVerification = async (
  db: Db,
  sha256: Sha256,
  condition: "sound" | "missing" | "altered",
  at: Date,
): Promise<void> => {
  await db.updateTable("blob").set({ condition, verified_at: at }).where("sha256", "=", sha256).execute();
};
