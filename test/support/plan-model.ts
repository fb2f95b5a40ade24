import type { UnitId } from "../../server/ids.ts";
import type { PlanId } from "../../server/modules/plans/index.ts";
import { lineOf, type Model, postingsToday, type Reader, scopeOf } from "./visibility-model.ts";

export interface ModelPlan {
  id: PlanId;
  unitId: UnitId;
  upstreamId: PlanId | null;
  revisionCount: number;
  isArchived: boolean;
}

export const writesPlan = (model: Model, reader: Reader, { unitId }: Pick<ModelPlan, "unitId">): boolean =>
  postingsToday(model, reader).some(
    (one) => one.unitId === unitId && ["research-lead", "campus-lead", "group-lead"].includes(one.role),
  );

/** What is published, or a copy, and not put aside: at a unit of one's line, or below one that one oversees. */
export const followsPlan = (model: Model, reader: Reader, plan: ModelPlan): boolean => {
  const line = lineOf(model, plan.unitId);
  const oversees = postingsToday(model, reader).some(
    ({ role, unitId }) =>
      ["research-lead", "group-lead", "bureau-officer"].includes(role) && line.includes(unitId),
  );
  const isOut = !plan.isArchived && (plan.revisionCount > 0 || plan.upstreamId !== null);
  return isOut && (oversees || scopeOf(model, reader).includes(plan.unitId));
};

export const mayReadPlan = (model: Model, reader: Reader, plan: ModelPlan): boolean =>
  writesPlan(model, reader, plan) || followsPlan(model, reader, plan);
