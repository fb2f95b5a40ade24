import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Forbidden, NotFound } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { canSeeUnit, findUnit, listVisibleUnits, unitReferenceView } from "../units/index.ts";
import type { CampusDrift, UnitDrift } from "./copy-schema.ts";
import { missingCorrections } from "./corrections.ts";
import { countDrift, listCorrections } from "./drift-store.ts";
import { listPeriodNotices } from "./list-period-notices.ts";
import { loadVisiblePlan } from "./load-plan.ts";
import { authorize, canOversee } from "./policy.ts";
import { listCopies, listPlanRecords, type PlanRecord } from "./store.ts";
import type { PlanId } from "./tables.ts";
import { planCardView, upstreamView } from "./view.ts";
import { isPlanWrittenBy } from "./visibility.ts";

const none = { copyId: null, upstream: null, added: 0, dropped: 0, changed: 0, missingCorrections: 0 };

/** How copies follow their plans: which revision, how much is the campus's own, and what it has not taken. */
const measureDrift = async (ctx: Context, copies: readonly PlanRecord[], plans: readonly PlanRecord[]) => {
  const ids = copies.map(({ id }) => id);
  const [counts, corrections] = [await countDrift(ctx.db, ids), await listCorrections(ctx.db, ids)];
  const upstreams = new Map(plans.map((plan) => [plan.id, plan]));
  return copies.map((copy) => {
    const { added = 0, dropped = 0, changed = 0, since = null } = counts.get(copy.id) ?? {};
    const corrected = corrections.get(copy.id);
    return {
      planId: copy.upstream_id as PlanId,
      campusId: copy.unit_id,
      copyId: copy.id,
      upstream: upstreamView(copy, upstreams.get(copy.upstream_id as PlanId) as PlanRecord),
      added,
      dropped,
      changed,
      differsSince: since?.toISOString() ?? null,
      missingCorrections: corrected ? missingCorrections(corrected, corrected.ours).length : 0,
    };
  });
};

const campusesBelow = async (ctx: Context, unitId: UnitId) =>
  (await listVisibleUnits(ctx)).filter(({ kind, path }) => kind === "campus" && path.includes(unitId));

/** How each campus of the group follows a plan. */
export const listDrift = async (ctx: Context, id: PlanId): Promise<z.input<typeof CampusDrift>[]> => {
  const plan = authorize(ctx.actor, "oversee", await loadVisiblePlan(ctx, id));
  const drift = await measureDrift(ctx, await listCopies(ctx.db, [id], plan.unit_id), [plan]);
  const byCampus = new Map(drift.map(({ planId: _, campusId, ...figures }) => [campusId, figures]));
  return (await campusesBelow(ctx, plan.unit_id)).map((unit) => ({
    campus: unitReferenceView(unit),
    ...(byCampus.get(unit.id) ?? { ...none, differsSince: null }),
  }));
};

/** More plans than a group with every subject and grade has in one term. */
const mostPlans = 300;

/**
 * How each campus of a group follows each of the group's published plans of a term; for who writes them also those that were
 * put aside and are followed still.
 */
export const getUnitDrift = async (
  ctx: Context,
  unitId: UnitId,
  term: string,
): Promise<z.input<typeof UnitDrift>> => {
  const unit = await findUnit(ctx.db, unitId);
  if (unit?.kind !== "group" || !canSeeUnit(ctx, unit.path)) throw new NotFound();
  if (!canOversee(ctx.actor, { unit_path: unit.path })) throw new Forbidden();
  const isShown = sql<boolean>`plan.current_number is not null
    and (plan.archived_at is null or ${isPlanWrittenBy(ctx.actor)})`;
  const filters = { view: "followed" as const, unit: [unitId], term: [term] };
  const plans = await listPlanRecords(ctx.db, isShown, filters, null, mostPlans);
  const planIds = plans.map(({ id }) => id);
  return {
    unit: unitReferenceView(unit),
    term,
    campuses: (await campusesBelow(ctx, unitId)).map(unitReferenceView),
    plans: plans.map((plan) => planCardView(plan, null, ctx.actor)),
    periodNotices: await listPeriodNotices(
      ctx,
      unitId,
      term,
      plans.filter(({ archived_at }) => archived_at === null),
    ),
    copies: await measureDrift(ctx, await listCopies(ctx.db, planIds, unitId), plans),
  };
};
