import type { Context } from "../../context.ts";
import type { UnitId } from "../../ids.ts";
import { checkPeriods } from "./check-periods.ts";
import { getPlan } from "./get-plan.ts";
import { layCalendars } from "./lay-calendars.ts";
import { loadVisiblePlan } from "./load-plan.ts";
import { findPeriodRules } from "./period-rules.ts";
import type { PeriodNotice } from "./period-schema.ts";
import { listPlanRecords } from "./store.ts";
import type { PlanId } from "./tables.ts";
import { planCardView } from "./view.ts";
import { isPlanVisibleTo } from "./visibility.ts";

/** More plans than a unit has for one grade in one term. */
const mostPlans = 300;

/** Where a plan's periods, as its writers have them now or as others see them, are not as they ought to be. */
export const getPeriodNotice = async (ctx: Context, id: PlanId): Promise<PeriodNotice> => {
  const { unit_id: unitId, unit_path: path } = await loadVisiblePlan(ctx, id);
  const plan = await getPlan(ctx, id, "newest");
  const { term, grade } = plan;
  const filters = { view: "current" as const, unit: [unitId], term: [term], grade: [grade] };
  const alike = await listPlanRecords(ctx.db, isPlanVisibleTo(ctx.actor), filters, null, mostPlans);
  const others = alike.filter((one) => one.id !== id).map((one) => planCardView(one, null, ctx.actor));
  const weeks = (await layCalendars(ctx, [unitId], term)).get(unitId)?.weeks ?? [];
  return checkPeriods(plan, [plan, ...others], await findPeriodRules(ctx, path[1] as UnitId), weeks);
};
