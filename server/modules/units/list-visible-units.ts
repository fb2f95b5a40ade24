import { scopeOf } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { visibleRoots } from "./rules.ts";
import { listUnitsAround, type UnitRow } from "./store.ts";

/** The units that the actor may know of: the own ancestor lines, and all of the own group or bureau. */
export const listVisibleUnits = (ctx: Context): Promise<UnitRow[]> =>
  listUnitsAround(ctx.db, scopeOf(ctx.actor), visibleRoots(ctx.actor));

/** Whether the actor may know of a unit, by its path: the same rule for a single one. */
export const canSeeUnit = (ctx: Context, path: readonly UnitRow["id"][]): boolean =>
  ctx.actor.kind === "system" ||
  scopeOf(ctx.actor).includes(path[path.length - 1] as UnitRow["id"]) ||
  visibleRoots(ctx.actor).some((root) => path.includes(root));
