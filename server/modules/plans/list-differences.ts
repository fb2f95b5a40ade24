import type { z } from "zod";
import type { Context } from "../../context.ts";
import { compareRows } from "./compare-rows.ts";
import type { PlanDifferences } from "./copy-schema.ts";
import { missingCorrections } from "./corrections.ts";
import { loadUpstream, loadVisiblePlan } from "./load-plan.ts";
import { findRevision } from "./revision-store.ts";
import { bareRow, listReasons, listRows } from "./row-store.ts";
import { titlesIn } from "./show-links.ts";
import type { PlanId } from "./tables.ts";

/** What a campus changed in its copy since the revision that it took last, and why. */
export const listDifferences = async (ctx: Context, id: PlanId): Promise<z.input<typeof PlanDifferences>> => {
  const copy = await loadVisiblePlan(ctx, id);
  const upstream = await loadUpstream(ctx, copy);
  const base = await findRevision(ctx.db, upstream.id, copy.taken_number as number);
  const [rows, reasons] = [await listRows(ctx.db, id), await listReasons(ctx.db, id)];
  const bare = rows.map(bareRow);
  const changes = compareRows(base?.rows ?? [], bare);
  return {
    items: changes.map((change) => ({ ...change, reason: reasons.get(change.rowId) ?? null })),
    corrections: base ? missingCorrections(base, bare) : [],
    ...(await titlesIn(
      ctx,
      changes.flatMap(({ before, after }) => [before, after]),
    )),
  };
};
