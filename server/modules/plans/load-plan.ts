import { sql } from "kysely";
import type { Context } from "../../context.ts";
import { Conflict, NotFound, PreconditionFailed, Unauthenticated } from "../../errors.ts";
import type { PersonId } from "../../ids.ts";
import { type Authorized, authorize, type PlanAction } from "./policy.ts";
import { findPlan, lockPlan, type PlanRecord } from "./store.ts";
import type { PlanId } from "./tables.ts";
import { isPlanVisibleTo } from "./visibility.ts";

/** The plan if the actor may see it; NotFound alike for what is not there and for what is not to be seen. */
export const loadVisiblePlan = async (ctx: Context, id: PlanId): Promise<PlanRecord> => {
  const plan = await findPlan(ctx.db, id, isPlanVisibleTo(ctx.actor));
  if (!plan) throw new NotFound();
  return plan;
};

/**
 * The plan locked for a change: visible (else NotFound), allowed (else Forbidden), and at the revision that the caller
 * knows, if one is named (else PreconditionFailed). Call it within a transaction.
 */
export const loadPlanForChange = async <Action extends PlanAction>(
  ctx: Context,
  id: PlanId,
  action: Action,
  ifMatch?: number,
): Promise<Authorized<PlanRecord, Action>> => {
  // Before the lock, so that whoever may not see it waits for nobody and holds nobody up.
  await loadVisiblePlan(ctx, id);
  const revision = await lockPlan(ctx.db, id);
  const authorized = authorize(ctx.actor, action, await loadVisiblePlan(ctx, id));
  if (ifMatch !== undefined && ifMatch !== revision) throw new PreconditionFailed();
  return authorized;
};

/** The plan that a copy which the actor may see follows, whether or not the actor may see that too. */
export const loadUpstream = async (ctx: Context, copy: PlanRecord): Promise<PlanRecord> => {
  const upstream = copy.upstream_id && (await findPlan(ctx.db, copy.upstream_id, sql<boolean>`true`));
  if (!upstream) throw new Conflict("plan.not-a-copy", "This plan follows no other.");
  return upstream;
};

/** Who writes, and when. */
export const writerOf = (ctx: Context): { personId: PersonId; now: Date } => {
  if (ctx.actor.kind !== "user") throw new Unauthenticated();
  return { personId: ctx.actor.id, now: ctx.clock.now() };
};
