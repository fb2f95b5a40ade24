import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Conflict } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { checkHeader } from "./check-plan.ts";
import { loadPlanForChange } from "./load-plan.ts";
import type { PlanEdit } from "./schema.ts";
import { touchPlan } from "./store.ts";
import type { PlanId } from "./tables.ts";

/** Changes what a plan says of itself. Readers notice nothing until it is published. */
export const editPlan = (ctx: Context, id: PlanId, change: PlanEdit, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const plan = await loadPlanForChange(ctx, id, "edit", ifMatch);
    if (plan.upstream_id) throw new Conflict("plan.copy", "A copy's heading is its upstream's.");
    await checkHeader(ctx, change);
    const { periodsPerWeek, ...named } = change;
    const columns = { ...named, ...(periodsPerWeek ? { periods_per_week: periodsPerWeek } : {}) };
    await touchPlan(ctx.db, id, ctx.clock.now(), columns);
    const event = { kind: "plan.edited", subject: { kind: "plan", id }, unitId: plan.unit_id };
    await appendEvent(ctx, { ...event, data: { header: change } });
  });
