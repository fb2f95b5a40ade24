import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Conflict, Forbidden, NotFound } from "../../errors.ts";
import { newId, type UnitId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { canSeeUnit, findUnit } from "../units/index.ts";
import { loadPlanForChange, writerOf } from "./load-plan.ts";
import { adoptingCampusIds } from "./policy.ts";
import { findRevision } from "./revision-store.ts";
import { saveRows } from "./row-store.ts";
import { findCopy, insertPlan, lockPlan } from "./store.ts";
import type { PlanId } from "./tables.ts";

/** Holds whoever else wants a copy for this campus until the transaction ends, and refuses a second one. */
export const requireNoCopy = async (ctx: Context, upstreamId: PlanId, campusId: UnitId): Promise<void> => {
  await lockPlan(ctx.db, upstreamId);
  if (await findCopy(ctx.db, upstreamId, campusId))
    throw new Conflict("plan.already-adopted", "This campus has a copy of the plan in use.");
};

/** The campus's own copy of what is published now; its people see it at once. */
export const adoptPlan = async (ctx: Context, id: PlanId, campusId: UnitId): Promise<{ id: PlanId }> => {
  const by = writerOf(ctx);
  const campus = await findUnit(ctx.db, campusId);
  if (!campus || !canSeeUnit(ctx, campus.path)) throw new NotFound();
  return inCreatingTransaction(ctx, async (ctx) => {
    const plan = await loadPlanForChange(ctx, id, "adopt");
    if (!adoptingCampusIds(ctx.actor, plan).includes(campusId)) throw new Forbidden();
    await requireNoCopy(ctx, id, campusId);
    const revision = await findRevision(ctx.db, id, plan.current_number as number);
    if (!revision) throw new NotFound();
    const copyId = newId() as PlanId;
    const upstream = { id, takenNumber: revision.number };
    await insertPlan(ctx.db, {
      id: copyId,
      unitId: campusId,
      header: revision.header,
      upstream,
      now: by.now,
    });
    const writes = revision.rows.map((row) => ({ row, isDropped: false }));
    await saveRows(ctx.db, copyId, writes, by);
    await appendEvent(ctx, {
      kind: "plan.adopted",
      subject: { kind: "plan", id: copyId },
      unitId: campusId,
      data: { number: revision.number },
    });
    return { id: copyId };
  });
};
