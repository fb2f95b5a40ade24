import type { Generated } from "kysely";
import type { Sha256 } from "../../ids.ts";

export type ScanStatus = "unscanned" | "waiting" | "clean" | "infected" | "unscannable";

export interface BlobTable {
  sha256: Sha256;
  size_bytes: number;
  media_type: string;
  created_at: Generated<Date>;
  verified_at: Date | null;
  condition: Generated<"sound" | "missing" | "altered">;
  scan_status: Generated<ScanStatus>;
  /** The signature found in infected bytes, or why bytes are unscannable. */
  scan_detail: Generated<string | null>;
  /** They were made here, and nobody has brought the same: no scanner looks at them. */
  is_made: Generated<boolean>;
  /** The finding in spite of which an administrator has released them. */
  released_finding: Generated<string | null>;
  scanned_at: Generated<Date | null>;
}
