import type { Context } from "../../context.ts";
import { inCreatingTransaction, inTransaction } from "../../db/transaction.ts";
import { Invalid, NotFound, PreconditionFailed } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { checkRows, requireRoom } from "./check-plan.ts";
import { compareRows, isSameValue } from "./compare-rows.ts";
import { markEdited } from "./corrections.ts";
import { noteDifferences } from "./drift-store.ts";
import { loadPlanForChange, writerOf } from "./load-plan.ts";
import { newRow } from "./new-row.ts";
import { findRevision, type RevisionContent } from "./revision-store.ts";
import { orderAt } from "./row-order.ts";
import { bareRow, findDroppedRow, type KeptRow, listRows, saveRows } from "./row-store.ts";
import type { NewRow, PlanRow, RowEdit } from "./schema.ts";
import { type PlanRecord, touchPlan } from "./store.ts";
import type { PlanId, PlanRowId } from "./tables.ts";

const placeAt = (rows: readonly PlanRow[], week: number, afterRowId: string | null | undefined): string => {
  const order = orderAt(rows, week, afterRowId);
  if (order !== null) return order;
  const field = { path: "afterRowId", code: "unknown", message: "is no other row of that week" };
  throw new Invalid("plan.place", "There is no such place.", { fields: [field] });
};

interface RowState {
  before: PlanRow | null;
  after: PlanRow | null;
  reason?: string | undefined;
}

/**
 * A copy's row that begins to differ from its upstream says why; one that differed already has said so, but for being dropped
 * or standing elsewhere, of which what was said before does not tell.
 */
const requireNoReason = (
  taken: RevisionContent | null,
  before: PlanRow | null,
  after: PlanRow | null,
): void => {
  const base = taken?.rows.filter(({ id }) => id === (after ?? before)?.id) ?? [];
  const differs = (row: PlanRow | null) => compareRows(base, row ? [row] : []).length > 0;
  const isElsewhere = (row: PlanRow | null) =>
    base.some(({ weeks, order }) => !isSameValue([weeks, order], [row?.weeks, row?.order]));
  const isTold =
    differs(before) && (after === null ? before === null : isElsewhere(before) || !isElsewhere(after));
  if (isTold || !differs(after)) return;
  const field = { path: "reason", code: "required", message: "must say why the campus's plan differs" };
  throw new Invalid("plan.reason", "Say why the campus's plan differs here.", { fields: [field] });
};

/** The revision that a copy has taken last; null where the plan is no copy. */
const findTaken = async (ctx: Context, { upstream_id, taken_number }: PlanRecord) =>
  upstream_id && findRevision(ctx.db, upstream_id, taken_number as number);

/** One row from what it was to what it becomes, within the plan's lock; nothing happens where nothing changes. */
const changeRow = (
  ctx: Context,
  id: PlanId,
  decide: (ctx: Context, rows: KeptRow[]) => Promise<RowState> | RowState,
): Promise<PlanRowId> =>
  inTransaction(ctx, async (ctx) => {
    const plan = await loadPlanForChange(ctx, id, "edit");
    const by = writerOf(ctx);
    const { before, after: decided, reason } = await decide(ctx, await listRows(ctx.db, id));
    const taken = await findTaken(ctx, plan);
    const after = taken && before && decided ? markEdited(taken, before, decided) : decided;
    const row = (after ?? before) as PlanRow;
    if (reason === undefined && plan.upstream_id) requireNoReason(taken, before, after);
    const [change] = compareRows(before ? [before] : [], after ? [after] : []);
    if (!change) return row.id;
    if (after) await checkRows(ctx, [{ before, after }]);
    await saveRows(ctx.db, id, [{ row, isDropped: after === null, reason }], by);
    await touchPlan(ctx.db, id, by.now);
    if (plan.upstream_id) await noteDifferences(ctx.db, id, by.now, "hand");
    await appendEvent(ctx, {
      kind: `plan.row-${change.change}`,
      subject: { kind: "plan", id },
      unitId: plan.unit_id,
      data: { ...change, ...(reason === undefined ? {} : { reason }) },
    });
    return row.id;
  });

const find = (rows: readonly KeptRow[], rowId: PlanRowId, version: number | undefined): PlanRow => {
  const found = rows.find(({ id }) => id === rowId);
  if (!found) throw new NotFound();
  if (version !== undefined && version !== found.version) throw new PreconditionFailed();
  return bareRow(found);
};

export const addRow = async (ctx: Context, id: PlanId, input: NewRow): Promise<PlanRowId> => {
  const { afterRowId, reason, ...given } = input;
  const added = await inCreatingTransaction(ctx, async (ctx) => ({
    id: await changeRow(ctx, id, (_ctx, rows) => {
      requireRoom(rows.length + 1);
      return { before: null, after: newRow(given, placeAt(rows, given.weeks.first, afterRowId)), reason };
    }),
  }));
  return added.id;
};

/** `version`, if named, is the row's that the caller has seen: a later one answers PreconditionFailed. */
export const editRow = (
  ctx: Context,
  id: PlanId,
  rowId: PlanRowId,
  input: RowEdit,
  version?: number,
): Promise<PlanRowId> =>
  changeRow(ctx, id, (_ctx, rows) => {
    const before = find(rows, rowId, version);
    const { afterRowId, reason, ...given } = input;
    const after: PlanRow = { ...before, ...(given as Partial<PlanRow>) };
    if (afterRowId !== undefined) {
      const others = rows.filter((row) => row.id !== rowId);
      after.order = placeAt(others, after.weeks.first, afterRowId);
    }
    return { before, after, reason };
  });

export const dropRow = (
  ctx: Context,
  id: PlanId,
  rowId: PlanRowId,
  reason: string | undefined,
  version?: number,
): Promise<PlanRowId> =>
  changeRow(ctx, id, (_ctx, rows) => ({ before: find(rows, rowId, version), after: null, reason }));

/** Brings a dropped row back as it was. */
export const restoreRow = (
  ctx: Context,
  id: PlanId,
  rowId: PlanRowId,
  reason: string | undefined,
): Promise<PlanRowId> =>
  changeRow(ctx, id, async (ctx, rows) => {
    requireRoom(rows.length + 1);
    const dropped = await findDroppedRow(ctx.db, id, rowId);
    if (!dropped) throw new NotFound();
    return { before: null, after: bareRow(dropped), reason: reason ?? dropped.reason ?? undefined };
  });
