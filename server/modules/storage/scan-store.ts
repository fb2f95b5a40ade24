import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { Sha256 } from "../../ids.ts";
import type { ScanStatus } from "./tables.ts";

type Db = Kysely<Database>;

/** What is known of bytes; `detail` is the signature found in infected ones, or why they are unscannable. */
export interface ScanState {
  status: ScanStatus;
  detail: string | null;
}

export interface RecordedScan extends ScanState {
  /** When the state was recorded; null where it never was. */
  scannedAt: Date | null;
}

/** Bytes of these states are given to nobody. */
export const heldStatuses: readonly ScanStatus[] = ["waiting", "infected", "unscannable"];

export const findScan = async (
  db: Db,
  sha256: Sha256,
): Promise<(RecordedScan & { sizeBytes: number }) | undefined> =>
  db
    .selectFrom("blob")
    .select([
      "scan_status as status",
      "scan_detail as detail",
      "scanned_at as scannedAt",
      "size_bytes as sizeBytes",
    ])
    .where("sha256", "=", sha256)
    .executeTakeFirst();

/** The state, which stays as it is until the transaction ends; undefined where there is no such blob. */
export const lockScan = async (
  db: Db,
  sha256: Sha256,
  strength: "share" | "update",
): Promise<RecordedScan | undefined> =>
  db
    .selectFrom("blob")
    .select(["scan_status as status", "scan_detail as detail", "scanned_at as scannedAt"])
    .where("sha256", "=", sha256)
    .$if(strength === "share", (query) => query.forShare())
    .$if(strength === "update", (query) => query.forNoKeyUpdate())
    .executeTakeFirst();

export const recordScan = async (
  db: Db,
  sha256: Sha256,
  { status, detail }: ScanState,
  at: Date,
): Promise<void> => {
  await db
    .updateTable("blob")
    .set({ scan_status: status, scan_detail: detail, scanned_at: at })
    .where("sha256", "=", sha256)
    .execute();
};
