import type { Context } from "../../context.ts";
import { listRowsInForce, type PlanInForce, type PlanRow } from "../plans/index.ts";
import { keepPlan } from "./choose-plan.ts";
import type { ClassRecord } from "./class-store.ts";
import { loadFollowedPlans } from "./follow-plan.ts";
import { termsOf } from "./school-year.ts";
import type { RowId } from "./tables.ts";

interface FoundRow {
  row: PlanRow;
  plan: PlanInForce;
}

/**
 * The row if the class is taught by a plan that has it. Who ticks or notes it means this plan: the class follows it from
 * then on, whatever other plans there will be.
 */
export const useRowOfClass = async (
  ctx: Context,
  one: ClassRecord,
  rowId: RowId,
): Promise<FoundRow | null> => {
  const terms = termsOf(one.school_year);
  const followed = await loadFollowedPlans(ctx, [one], terms);
  for (const term of terms) {
    const { plan, standing } = followed(one, term);
    const row = plan && (await listRowsInForce(ctx, plan)).find(({ id }) => id === rowId);
    if (!row) continue;
    if (standing !== "chosen") await keepPlan(ctx, one, plan);
    return { row, plan };
  }
  return null;
};
