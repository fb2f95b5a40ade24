import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { UploadId } from "../../ids.ts";

type Db = Kysely<Database>;

/** All by the database's clock: the servers' own may differ. */
const until = (leaseMs: number) => sql<Date>`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`;

/** Takes the lease of an unfinished upload, if it is free or has run out. */
export const takeLease = async (db: Db, id: UploadId, token: string, leaseMs: number): Promise<boolean> =>
  (
    await db
      .updateTable("resumable_upload")
      .set({ lock_token: token, locked_until: until(leaseMs), is_lock_wanted: false })
      .where("id", "=", id)
      .where(sql<boolean>`(lock_token is null or locked_until < clock_timestamp())`)
      .returning("id")
      .execute()
  ).length > 0;

/** Asks whoever has the lease to give it back soon. Answers whether there is such an upload at all. */
export const wantLease = async (db: Db, id: UploadId): Promise<boolean> =>
  (
    await db
      .updateTable("resumable_upload")
      .set({ is_lock_wanted: true })
      .where("id", "=", id)
      .returning("id")
      .execute()
  ).length > 0;

/** Renews those leases that are still held under these tokens; answers which, and whether somebody else waits. */
export const renewLeases = (db: Db, tokens: readonly string[], leaseMs: number) =>
  db
    .updateTable("resumable_upload")
    .set({ locked_until: until(leaseMs) })
    .where(sql<boolean>`lock_token = any(${[...tokens]}::uuid[])`)
    .returning(["lock_token", "is_lock_wanted"])
    .execute();

/**
 * Its commit is not waited for until it is on disk: a return that is lost in a crash of the database lets the next one wait
 * until the lease runs out. Taking and renewing are waited for: whoever lost these would write beside another.
 */
export const returnLease = async (db: Db, id: UploadId, token: string): Promise<void> => {
  await db
    .with("commit", (query) =>
      query.selectNoFrom(sql<string>`set_config('synchronous_commit', 'off', true)`.as("is_synchronous")),
    )
    .updateTable("resumable_upload")
    .from("commit")
    .set({ lock_token: null, locked_until: null })
    .where("id", "=", id)
    .where("lock_token", "=", token)
    .execute();
};
