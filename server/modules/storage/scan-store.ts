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
  /** The finding in spite of which an administrator has released the bytes, as `findingOf` names it. */
  releasedFinding: string | null;
}

/** What a scanner found, in one word: the same finding of released bytes is no news. */
export const findingOf = ({ status, detail }: ScanState): string => `${status}:${detail ?? ""}`;

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
      "released_finding as releasedFinding",
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
    .select([
      "scan_status as status",
      "scan_detail as detail",
      "scanned_at as scannedAt",
      "released_finding as releasedFinding",
    ])
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

/** From now on the bytes count as clean, whatever says again what was found in them. */
export const recordRelease = async (db: Db, sha256: Sha256, finding: string, at: Date): Promise<void> => {
  await db
    .updateTable("blob")
    .set({ scan_status: "clean", scan_detail: null, scanned_at: at, released_finding: finding })
    .where("sha256", "=", sha256)
    .execute();
};
