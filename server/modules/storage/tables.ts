import type { Generated } from "kysely";
import type { Sha256 } from "../../ids.ts";

export interface BlobTable {
  sha256: Sha256;
  size_bytes: number;
  media_type: string;
  created_at: Generated<Date>;
  verified_at: Date | null;
  condition: Generated<"sound" | "missing" | "altered">;
}
