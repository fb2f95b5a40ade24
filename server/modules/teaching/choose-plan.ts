import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Forbidden, Invalid } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { listPlansInForce, type PlanId, type PlanInForce } from "../plans/index.ts";
import { saveClassPlan } from "./class-plan-store.ts";
import type { ClassRecord } from "./class-store.ts";
import { loadClass, requireUser } from "./load-class.ts";
import { canEditClass } from "./policy.ts";
import { termsOf } from "./school-year.ts";
import type { ClassId } from "./tables.ts";

const findChoice = async (ctx: Context, one: ClassRecord, planId: PlanId): Promise<PlanInForce> => {
  const plans = await listPlansInForce(ctx.db, [one.campus_id], termsOf(one.school_year));
  const plan = plans.find(({ id }) => id === planId);
  if (plan?.grade === one.grade && plan.subject === one.subject) return plan;
  const field = { path: "planId", code: "unknown", message: "is no plan that this class can be taught by" };
  throw new Invalid("class.plan", "The class cannot follow this plan.", { fields: [field] });
};

/** The class follows the plan from now on; what it was taught by another stays ticked on that one's rows. */
export const keepPlan = (ctx: Context, one: ClassRecord, { originId, term }: PlanInForce): Promise<void> =>
  saveClassPlan(ctx.db, {
    classId: one.id,
    term,
    originId,
    personId: requireUser(ctx).id,
    now: ctx.clock.now(),
  });

/** Who teaches the class, or leads its campus, says which plan it follows in the plan's term. */
export const choosePlan = (ctx: Context, id: ClassId, planId: PlanId): Promise<undefined> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadClass(ctx, id);
    if (!canEditClass(ctx.actor, one)) throw new Forbidden();
    const plan = await findChoice(ctx, one, planId);
    await keepPlan(ctx, one, plan);
    await appendEvent(ctx, {
      kind: "class.plan-chosen",
      subject: { kind: "class", id },
      unitId: one.campus_id,
      data: { planId, term: plan.term },
    });
    return undefined;
  });
