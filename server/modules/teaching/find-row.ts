import type { Context } from "../../context.ts";
import { listPlansInForce, listRowsInForce, type PlanRow } from "../plans/index.ts";
import type { ClassRecord } from "./class-store.ts";
import { termsOf } from "./school-year.ts";
import type { RowId } from "./tables.ts";

/** The row, and its term, if the class is taught by a plan that has it. */
export const findRowOfClass = async (
  ctx: Context,
  one: ClassRecord,
  rowId: RowId,
): Promise<{ row: PlanRow; term: string } | null> => {
  const plans = await listPlansInForce(ctx.db, [one.campus_id], termsOf(one.school_year));
  for (const plan of plans.filter(({ grade, subject }) => grade === one.grade && subject === one.subject)) {
    const row = (await listRowsInForce(ctx, plan)).find(({ id }) => id === rowId);
    if (row) return { row, term: plan.term };
  }
  return null;
};
