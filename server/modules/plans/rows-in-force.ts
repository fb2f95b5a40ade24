import type { Context } from "../../context.ts";
import type { PlanInForce } from "./in-force-store.ts";
import { findRevision } from "./revision-store.ts";
import { bareRow, listRows } from "./row-store.ts";
import type { PlanRow } from "./schema.ts";

/** The rows of one plan, whole and in order, as its campus teaches by it. */
export const listRowsInForce = async (
  ctx: Context,
  { id, number }: Pick<PlanInForce, "id" | "number">,
): Promise<PlanRow[]> =>
  number === null
    ? (await listRows(ctx.db, id)).map(bareRow)
    : ((await findRevision(ctx.db, id, number))?.rows ?? []);
