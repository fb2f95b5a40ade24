import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Conflict } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { noteDifferences } from "./drift-store.ts";
import { loadPlanForChange } from "./load-plan.ts";
import { mergeRows, settleMerge } from "./merge.ts";
import { findPullTo, markUndone } from "./pull-store.ts";
import { writeMerged } from "./pull-upstream.ts";
import { findRevision } from "./revision-store.ts";
import { bareRow, listRows } from "./row-store.ts";
import { touchPlan } from "./store.ts";
import type { PlanId } from "./tables.ts";
import { headerColumns } from "./view.ts";

/**
 * Undoes the pull that brought a copy to the revision that it has: the same merge the other way round. What the campus has
 * edited since stays.
 */
export const undoPull = (ctx: Context, id: PlanId, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const copy = await loadPlanForChange(ctx, id, "pull", ifMatch);
    if (copy.is_pinned)
      throw new Conflict(
        "plan.pinned",
        "The copy is pinned to the revision that it has; let it follow again first.",
      );
    const pull = await findPullTo(ctx.db, id, copy.taken_number as number);
    const revision = pull && (await findRevision(ctx.db, copy.upstream_id as PlanId, pull.from_number));
    if (!revision) throw new Conflict("plan.nothing-to-undo", "Nothing was pulled that could be undone.");
    const rows = (await listRows(ctx.db, id)).map(bareRow);
    const touched = new Set([...pull.before, ...pull.after].map((row) => row.id));
    const [ours, others] = [
      rows.filter((row) => touched.has(row.id)),
      rows.filter((row) => !touched.has(row.id)),
    ];
    const undone = settleMerge(mergeRows(pull.after, pull.before, ours), [], "ours").rows;
    const { changes } = await writeMerged(ctx, id, rows, [...others, ...undone]);
    const now = ctx.clock.now();
    await markUndone(ctx.db, pull.id, now);
    const taken = { taken_number: revision.number, taken_at: pull.from_taken_at };
    await touchPlan(ctx.db, id, now, { ...headerColumns(revision.header), ...taken });
    await noteDifferences(ctx.db, id, now, "pull", pull.settled);
    const event = { kind: "plan.pull-undone", subject: { kind: "plan", id }, unitId: copy.unit_id };
    await appendEvent(ctx, { ...event, data: { number: revision.number, changes } });
  });
