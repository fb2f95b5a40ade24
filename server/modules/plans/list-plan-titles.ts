import type { Context } from "../../context.ts";
import { listPlansById } from "./store.ts";
import type { PlanId } from "./tables.ts";
import { planCardView } from "./view.ts";
import { isPlanVisibleTo } from "./visibility.ts";

/** The titles of those of these plans that the actor may see. */
export const listPlanTitles = async (ctx: Context, ids: readonly PlanId[]): Promise<Map<PlanId, string>> => {
  const plans = await listPlansById(ctx.db, ids, isPlanVisibleTo(ctx.actor));
  return new Map(plans.map((plan) => [plan.id, planCardView(plan, null, ctx.actor).title]));
};
