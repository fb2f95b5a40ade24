import type { z } from "zod";
import type { Context } from "../../context.ts";
import { listVisibleUnits, unitReferenceView } from "../units/index.ts";
import { compareRows } from "./compare-rows.ts";
import type { CampusDrift, PlanDifference } from "./copy-schema.ts";
import { loadUpstream, loadVisiblePlan } from "./load-plan.ts";
import { authorize } from "./policy.ts";
import { correctionsBetween } from "./pull-upstream.ts";
import { findRevision, findRevisions, type RevisionContent } from "./revision-store.ts";
import { listReasons, listRows, listRowsOfPlans } from "./row-store.ts";
import { listCopies, type PlanRecord } from "./store.ts";
import type { PlanId } from "./tables.ts";
import { upstreamView } from "./view.ts";

/** What a campus changed in its copy since the revision that it took last, and why. */
export const listDifferences = async (
  ctx: Context,
  id: PlanId,
): Promise<z.input<typeof PlanDifference>[]> => {
  const copy = await loadVisiblePlan(ctx, id);
  const upstream = await loadUpstream(ctx, copy);
  const base = await findRevision(ctx.db, upstream.id, copy.taken_number as number);
  const [rows, reasons] = [await listRows(ctx.db, id), await listReasons(ctx.db, id)];
  return compareRows(base?.rows ?? [], rows).map((change) => ({
    ...change,
    reason: reasons.get(change.rowId) ?? null,
  }));
};

type KeptRows = NonNullable<ReturnType<Awaited<ReturnType<typeof listRowsOfPlans>>["get"]>>;

const localChanges = (base: RevisionContent, rows: KeptRows) => {
  const live = rows.filter(({ isDropped }) => !isDropped).map(({ row }) => row);
  const changes = compareRows(base.rows, live);
  const differing = new Set(changes.map(({ rowId }) => rowId));
  const times = rows.filter(({ row }) => differing.has(row.id)).map(({ editedAt }) => editedAt.getTime());
  const count = (kind: string) => changes.filter(({ change }) => change === kind).length;
  return {
    added: count("added"),
    dropped: count("dropped"),
    changed: count("changed"),
    differsSince: times.length > 0 ? new Date(Math.min(...times)).toISOString() : null,
  };
};

const none = { added: 0, dropped: 0, changed: 0, differsSince: null, missingCorrections: 0 };

/** How each campus of the group follows a plan: which revision, how much of it is its own, and what it has not taken. */
export const listDrift = async (ctx: Context, id: PlanId): Promise<z.input<typeof CampusDrift>[]> => {
  const plan = authorize(ctx.actor, "oversee", await loadVisiblePlan(ctx, id));
  const units = await listVisibleUnits(ctx);
  const campuses = units.filter(({ kind, path }) => kind === "campus" && path.includes(plan.unit_id));
  const copies = new Map((await listCopies(ctx.db, id, plan.unit_id)).map((copy) => [copy.unit_id, copy]));
  const numbers = [...copies.values()].map(({ taken_number }) => taken_number as number);
  const revisions = await findRevisions(ctx.db, id, [...numbers, plan.current_number ?? 0]);
  const rows = await listRowsOfPlans(
    ctx.db,
    [...copies.values()].map((copy) => copy.id),
  );
  const driftOf = (copy: PlanRecord) => {
    const base = revisions.get(copy.taken_number as number) as RevisionContent;
    const latest = revisions.get(plan.current_number as number) as RevisionContent;
    return {
      copyId: copy.id,
      upstream: upstreamView(copy, plan),
      ...localChanges(base, rows.get(copy.id) ?? []),
      missingCorrections: correctionsBetween(base, latest).length,
    };
  };
  return campuses.map((unit) => {
    const copy = copies.get(unit.id);
    const drift = copy ? driftOf(copy) : { copyId: null, upstream: null, ...none };
    return { campus: unitReferenceView(unit), ...drift };
  });
};
