import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Conflict, Invalid } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { mostRows, requireRoom } from "./check-plan.ts";
import { compareRows } from "./compare-rows.ts";
import type { PullOrder, PullPreview } from "./copy-schema.ts";
import { markCorrected } from "./corrections.ts";
import { noteDifferences } from "./drift-store.ts";
import { loadPlanForChange, loadUpstream, loadVisiblePlan, writerOf } from "./load-plan.ts";
import { choicesWithoutConflict, contradictingChoices, type Merge, mergeRows, settleMerge } from "./merge.ts";
import { authorize, upstreamStatus } from "./policy.ts";
import { insertPull } from "./pull-store.ts";
import { findRevisions, listRevisionRecords, type RevisionContent } from "./revision-store.ts";
import { bareRow, listRows, saveRows } from "./row-store.ts";
import type { PlanRow, RowChange } from "./schema.ts";
import { titlesIn } from "./show-links.ts";
import { type PlanRecord, touchPlan } from "./store.ts";
import type { PlanId, PullId } from "./tables.ts";
import { headerColumns, headerOf, planRevisionView } from "./view.ts";

interface PullState {
  base: RevisionContent;
  theirs: RevisionContent;
  ours: PlanRow[];
  merge: Merge;
}

const refusals = {
  pinned: "The copy is pinned to the revision that it has.",
  archived: "The plan that it follows has been archived.",
  left: "The campus no longer belongs to the group whose plan it follows.",
};

/** The copy merged with revision `to` of its upstream, or with the last; nothing is written. */
const mergeUpstream = async (ctx: Context, copy: PlanRecord, to?: number): Promise<PullState> => {
  const upstream = await loadUpstream(ctx, copy);
  const status = upstreamStatus(copy, upstream);
  if (status !== "following") throw new Conflict(`plan.upstream-${status}`, refusals[status]);
  const from = copy.taken_number as number;
  const target = to ?? (upstream.current_number as number);
  const revisions = await findRevisions(ctx.db, upstream.id, [from, target]);
  const [base, theirs] = [revisions.get(from), revisions.get(target)];
  if (!base || !theirs || target < from)
    throw new Conflict("plan.no-such-revision", "There is no newer revision of this number.");
  const ours = (await listRows(ctx.db, copy.id)).map(bareRow);
  const merge = mergeRows(base.rows, theirs.rows, ours);
  return { base, theirs, ours, merge: { ...merge, rows: markCorrected(base.rows, theirs, merge.rows) } };
};

/** Rows of `theirs` that are marked as important corrections and are not as `base` has them. */
const correctionsBetween = (base: RevisionContent, theirs: RevisionContent): PlanRow["id"][] => {
  const marked = new Set(theirs.rows.filter(({ isCorrection }) => isCorrection).map(({ id }) => id));
  return compareRows(base.rows, theirs.rows)
    .map(({ rowId }) => rowId)
    .filter((id) => marked.has(id));
};

/** What taking the last revision would change and where both sides changed the same; nothing is written. */
export const previewPull = async (ctx: Context, id: PlanId): Promise<z.input<typeof PullPreview>> => {
  const copy = authorize(ctx.actor, "edit", await loadVisiblePlan(ctx, id));
  const { base, theirs, ours, merge } = await mergeUpstream(ctx, copy);
  const changes = compareRows(ours, merge.rows);
  const parts = [
    ...changes.flatMap(({ before, after }) => [before, after]),
    ...merge.conflicts.flatMap(({ base, theirs, ours }) => [base, theirs, ours]),
  ];
  return {
    from: base.number,
    to: theirs.number,
    revisions: (
      await listRevisionRecords(ctx.db, copy.upstream_id as PlanId, base.number, theirs.number)
    ).map(planRevisionView),
    heading: { before: headerOf(copy), after: theirs.header },
    changes,
    conflicts: merge.conflicts,
    rowCount: merge.rows.length,
    mostRows,
    ...(await titlesIn(ctx, parts)),
    corrections: correctionsBetween(base, theirs),
    revision: copy.revision,
  };
};

const settle = (merge: Merge, { choices, rule }: PullOrder): PlanRow[] => {
  if (contradictingChoices(choices).length > 0)
    throw new Invalid("plan.choice-twice", "Two choices for one conflict contradict each other.");
  if (choicesWithoutConflict(merge, choices).length > 0)
    throw new Conflict("plan.choice-stale", "A choice settles no conflict of the present state; look again.");
  const { rows, open } = settleMerge(merge, choices, rule);
  if (open.length === 0) return rows;
  const fields = open.map(({ rowId, field }) => ({
    path: `${rowId}/${field}`,
    code: "conflict",
    message: "both sides changed it",
  }));
  throw new Conflict("plan.conflict", "Conflicts are still to be settled.", { fields });
};

/** Writes what leads from `ours` to `merged`; answers those rows as they were and as they became, and what changed in them. */
export const writeMerged = async (
  ctx: Context,
  id: PlanId,
  ours: readonly PlanRow[],
  merged: readonly PlanRow[],
): Promise<{ before: PlanRow[]; after: PlanRow[]; changes: RowChange[] }> => {
  requireRoom(merged.length, ours.length);
  const changes = compareRows(ours, merged);
  const changed = new Set(changes.map(({ rowId }) => rowId));
  const before = ours.filter((row) => changed.has(row.id));
  const after = merged.filter((row) => changed.has(row.id));
  const staying = new Set(after.map((row) => row.id));
  const dropped = before.filter((row) => !staying.has(row.id));
  const writes = [
    ...after.map((row) => ({ row, isDropped: false })),
    ...dropped.map((row) => ({ row, isDropped: true })),
  ];
  await saveRows(ctx.db, id, writes, writerOf(ctx));
  return { before, after, changes };
};

/** Takes a revision of the upstream into a copy, wholly or not at all; what both sides changed as it was chosen. */
export const pullUpstream = (ctx: Context, id: PlanId, order: PullOrder, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const copy = await loadPlanForChange(ctx, id, "pull", ifMatch);
    const { personId, now } = writerOf(ctx);
    const { base, theirs, ours, merge } = await mergeUpstream(ctx, copy, order.to);
    if (theirs.number === base.number)
      throw new Conflict("plan.nothing-to-pull", "The copy has this revision already.");
    const merged = markCorrected(base.rows, theirs, settle(merge, order));
    const { changes, ...written } = await writeMerged(ctx, id, ours, merged);
    const numbers = { fromNumber: base.number, toNumber: theirs.number };
    const taken = { taken_number: theirs.number, taken_at: now };
    await touchPlan(ctx.db, id, now, { ...headerColumns(theirs.header), ...taken });
    const settled = await noteDifferences(ctx.db, id, now, "pull");
    const pull = {
      id: newId() as PullId,
      planId: id,
      ...numbers,
      ...written,
      settled,
      pulledBy: personId,
      now,
    };
    await insertPull(ctx.db, { ...pull, fromTakenAt: copy.taken_at as Date });
    const event = { kind: "plan.pulled", subject: { kind: "plan", id }, unitId: copy.unit_id };
    await appendEvent(ctx, { ...event, data: { number: theirs.number, changes } });
  });
