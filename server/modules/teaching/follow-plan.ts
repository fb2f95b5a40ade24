import type { Context } from "../../context.ts";
import { listPlansInForce, type PlanId, type PlanInForce } from "../plans/index.ts";
import { listClassPlans } from "./class-plan-store.ts";
import type { ClassRecord } from "./class-store.ts";
import type { PlanStanding } from "./schema.ts";

/** The plan by which a class is taught, and those by which it could be. */
export interface FollowedPlan {
  plan: PlanInForce | null;
  standing: PlanStanding;
  choices: PlanInForce[];
}

const standingOf = (isKept: boolean, chosen: PlanId | undefined, choiceCount: number): PlanStanding => {
  if (isKept) return "chosen";
  if (chosen) return "replaced";
  return choiceCount > 1 ? "open" : "only";
};

/** The plan that was chosen, while the campus can teach by it; else the likeliest. `choices`: likeliest first. */
export const followPlan = (choices: PlanInForce[], chosen: PlanId | undefined): FollowedPlan => {
  const kept = choices.find(({ originId }) => originId === chosen);
  return {
    plan: kept ?? choices[0] ?? null,
    standing: standingOf(kept !== undefined, chosen, choices.length),
    choices,
  };
};

/** Answers what a class follows in a term, of these classes and terms. */
export const loadFollowedPlans = async (
  ctx: Context,
  classes: readonly ClassRecord[],
  terms: readonly string[],
): Promise<(one: ClassRecord, term: string) => FollowedPlan> => {
  const campusIds = [...new Set(classes.map(({ campus_id }) => campus_id))];
  const ids = classes.map(({ id }) => id);
  const keyOf = (...parts: string[]) => parts.join("/");
  const plans = Map.groupBy(
    await listPlansInForce(ctx.db, campusIds, terms),
    ({ campusId, term, grade, subject }) => keyOf(campusId, term, grade, subject),
  );
  const chosen = new Map(
    (await listClassPlans(ctx.db, ids, terms)).map((one) => [keyOf(one.class_id, one.term), one.plan_id]),
  );
  return ({ id, campus_id, grade, subject }, term) =>
    followPlan(plans.get(keyOf(campus_id, term, grade, subject)) ?? [], chosen.get(keyOf(id, term)));
};
