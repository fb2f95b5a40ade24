import type { DatabaseSync } from "node:sqlite";

export interface CatalogState {
  /** The generation that answers. */
  current: number;
  /** The generation that a rebuild is filling; it takes every write as well. */
  filling: number | null;
  /** The current generation began empty, by first start or after damage, and has not been rebuilt since. */
  needsRebuild: boolean;
  /** A reader could not read the current generation. */
  isDamaged: boolean;
}

/** In `needs_rebuild`, where 0 is no and 1 is yes. */
export const damagedMark = 2;

/** Null in a catalog that is being created. */
export function readState(catalog: DatabaseSync): CatalogState | null {
  const rows = catalog.prepare("SELECT number, state, needs_rebuild FROM generations").all();
  const current = rows.find((row) => row.state === "current");
  const filling = rows.find((row) => row.state === "filling");
  if (!current) return null;
  return {
    current: Number(current.number),
    filling: filling ? Number(filling.number) : null,
    needsRebuild: Number(current.needs_rebuild) > 0,
    isDamaged: current.needs_rebuild === damagedMark,
  };
}
