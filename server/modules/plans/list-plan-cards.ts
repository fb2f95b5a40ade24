import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { PlanCard } from "./schema.ts";
import { listPlansById } from "./store.ts";
import type { PlanId } from "./tables.ts";
import { planCardView } from "./view.ts";
import { isPlanVisibleTo } from "./visibility.ts";

/** Those of these plans that the actor may see, by id. */
export const listPlanCards = async (
  ctx: Context,
  ids: readonly PlanId[],
): Promise<Map<PlanId, Pick<z.input<typeof PlanCard>, "title" | "status">>> => {
  const plans = await listPlansById(ctx.db, ids, isPlanVisibleTo(ctx.actor));
  return new Map(plans.map((plan) => [plan.id, planCardView(plan, null, ctx.actor)]));
};
