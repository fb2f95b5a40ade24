import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { appendEvent } from "../events/index.ts";
import { requireNoCopy } from "./adopt-plan.ts";
import { loadPlanForChange } from "./load-plan.ts";
import { touchPlan } from "./store.ts";
import type { PlanId } from "./tables.ts";

const setArchived = (ctx: Context, id: PlanId, isArchived: boolean, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const plan = await loadPlanForChange(ctx, id, "archive", ifMatch);
    if ((plan.archived_at !== null) === isArchived) return;
    if (!isArchived && plan.upstream_id) await requireNoCopy(ctx, plan.upstream_id, plan.unit_id);
    const now = ctx.clock.now();
    await touchPlan(ctx.db, id, now, { archived_at: isArchived ? now : null });
    const kind = isArchived ? "plan.archived" : "plan.unarchived";
    await appendEvent(ctx, { kind, subject: { kind: "plan", id }, unitId: plan.unit_id });
  });

/** Takes a plan out of lists. Nothing of it is destroyed, and who copied it keeps the copy; twice changes nothing. */
export const archivePlan = (ctx: Context, id: PlanId, ifMatch?: number) =>
  setArchived(ctx, id, true, ifMatch);

export const unarchivePlan = (ctx: Context, id: PlanId, ifMatch?: number) =>
  setArchived(ctx, id, false, ifMatch);
