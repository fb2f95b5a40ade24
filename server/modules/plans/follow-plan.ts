import type { z } from "zod";
import type { Context } from "../../context.ts";
import type { PlanMoment } from "./editing-schema.ts";
import { loadVisiblePlan, writerOf } from "./load-plan.ts";
import { authorize } from "./policy.ts";
import { enterPlan, leavePlan, listPresent, stayAtPlan } from "./presence-store.ts";
import type { PlanId } from "./tables.ts";

/** The plan's revision now and who else has it open, for those who write it: that somebody reads is told to nobody. */
export const lookAtPlan = async (ctx: Context, id: PlanId): Promise<z.input<typeof PlanMoment>> => {
  const plan = authorize(ctx.actor, "edit", await loadVisiblePlan(ctx, id));
  const people = await listPresent(ctx.db, id, writerOf(ctx).personId);
  return { revision: plan.revision, people };
};

/** The actor counts as present at the plan while `follow` runs, as long as it says that they stay. */
export const withPresence = async (
  ctx: Context,
  id: PlanId,
  follow: (stay: () => Promise<void>) => Promise<void>,
): Promise<void> => {
  const presence = await enterPlan(ctx.db, id, writerOf(ctx).personId);
  await follow(() => stayAtPlan(ctx.db, presence)).finally(() => leavePlan(ctx.db, presence));
};
