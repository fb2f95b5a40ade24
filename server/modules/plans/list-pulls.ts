import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { PlanPull } from "./copy-schema.ts";
import { loadVisiblePlan } from "./load-plan.ts";
import { authorize, canPull } from "./policy.ts";
import { findPullTo, listPulls as listPullRecords } from "./pull-store.ts";
import type { PlanId } from "./tables.ts";

const mostShown = 20;

/** When a copy took newer revisions, latest first, and which of them can still be undone. */
export const listPulls = async (ctx: Context, id: PlanId): Promise<z.input<typeof PlanPull>[]> => {
  const copy = authorize(ctx.actor, "edit", await loadVisiblePlan(ctx, id));
  const pulls = await listPullRecords(ctx.db, id, mostShown);
  const last =
    canPull(ctx.actor, copy) && !copy.is_pinned
      ? await findPullTo(ctx.db, id, copy.taken_number as number)
      : undefined;
  return pulls.map((pull) => ({
    from: pull.from_number,
    to: pull.to_number,
    rowCount: pull.row_count,
    pulledBy: { id: pull.pulled_by, name: pull.puller_name },
    pulledAt: pull.pulled_at.toISOString(),
    undoneAt: pull.undone_at?.toISOString() ?? null,
    canUndo: pull.id === last?.id,
  }));
};
