import { isDeepStrictEqual } from "node:util";
import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Conflict } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { compareRows } from "./compare-rows.ts";
import { uncorrectedRow } from "./corrections.ts";
import { loadPlanForChange, writerOf } from "./load-plan.ts";
import { findRevision, insertRevision, listEarlierRows } from "./revision-store.ts";
import { bareRow, listRows } from "./row-store.ts";
import { touchPlan } from "./store.ts";
import type { PlanId } from "./tables.ts";
import { headerOf } from "./view.ts";

/** Publishes the rows as the next revision, which never changes again. */
export const publishPlan = (ctx: Context, id: PlanId, note: string, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const plan = await loadPlanForChange(ctx, id, "publish", ifMatch);
    const by = writerOf(ctx);
    const header = headerOf(plan);
    const rows = (await listRows(ctx.db, id)).map(bareRow);
    const last = plan.current_number === null ? null : await findRevision(ctx.db, id, plan.current_number);
    const isSame =
      last && isDeepStrictEqual(last.header, header) && compareRows(last.rows, rows).length === 0;
    if (rows.length === 0 || isSame)
      throw new Conflict("plan.nothing-to-publish", "There is nothing new to publish.");
    const number = (plan.current_number ?? 0) + 1;
    const marked = rows.filter(({ isCorrection }) => isCorrection);
    const earlier = await listEarlierRows(
      ctx.db,
      id,
      marked.map((row) => row.id),
    );
    const uncorrected = marked.map((row) => uncorrectedRow(row, earlier.get(row.id) ?? []));
    const revision = { planId: id, number, header, rows, uncorrected, note };
    await insertRevision(ctx.db, { ...revision, publishedBy: by.personId, now: by.now });
    await touchPlan(ctx.db, id, by.now, { current_number: number });
    const event = { kind: "plan.published", subject: { kind: "plan", id }, unitId: plan.unit_id };
    await appendEvent(ctx, { ...event, data: { number } });
  });
