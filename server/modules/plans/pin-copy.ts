import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { appendEvent } from "../events/index.ts";
import { loadPlanForChange } from "./load-plan.ts";
import { touchPlan } from "./store.ts";
import type { PlanId } from "./tables.ts";

/** A pinned copy stays at the revision that it has until it is let go. */
export const pinCopy = (ctx: Context, id: PlanId, isPinned: boolean, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const copy = await loadPlanForChange(ctx, id, "pull", ifMatch);
    if (copy.is_pinned === isPinned) return;
    await touchPlan(ctx.db, id, ctx.clock.now(), { is_pinned: isPinned });
    const kind = isPinned ? "plan.pinned" : "plan.unpinned";
    await appendEvent(ctx, { kind, subject: { kind: "plan", id }, unitId: copy.unit_id });
  });
