import type { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import { compareRows } from "./compare-rows.ts";
import { loadVisiblePlan } from "./load-plan.ts";
import { isWriter } from "./policy.ts";
import type { PlanComparison, PlanRevision } from "./revision-schema.ts";
import { findRevision, listRevisionRecords } from "./revision-store.ts";
import { bareRow, listRows } from "./row-store.ts";
import { titlesIn } from "./show-links.ts";
import type { PlanId } from "./tables.ts";
import { headerOf, planRevisionView } from "./view.ts";

/** The published revisions, newest first. */
export const listRevisions = async (ctx: Context, id: PlanId): Promise<z.input<typeof PlanRevision>[]> => {
  await loadVisiblePlan(ctx, id);
  return (await listRevisionRecords(ctx.db, id)).map(planRevisionView);
};

/** What leads from one revision to another, or to the plan as it is edited now, which only its writers may ask for. */
export const compareRevisions = async (
  ctx: Context,
  id: PlanId,
  from: number,
  to: number | "live",
): Promise<z.input<typeof PlanComparison>> => {
  const plan = await loadVisiblePlan(ctx, id);
  if (to === "live" && !isWriter(ctx.actor, plan)) throw new NotFound();
  const before = await findRevision(ctx.db, id, from);
  const after =
    to === "live"
      ? { header: headerOf(plan), rows: (await listRows(ctx.db, id)).map(bareRow) }
      : await findRevision(ctx.db, id, to);
  if (!before || !after) throw new NotFound();
  const rows = compareRows(before.rows, after.rows);
  const titles = await titlesIn(
    ctx,
    rows.flatMap(({ before, after }) => [before, after]),
  );
  return { before: before.header, after: after.header, rows, ...titles };
};
