import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Forbidden, NotFound } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { canSeeUnit, findUnit } from "../units/index.ts";
import { checkHeader, checkRows } from "./check-plan.ts";
import { writerOf } from "./load-plan.ts";
import { newRow } from "./new-row.ts";
import { isWriter } from "./policy.ts";
import { firstOrders } from "./row-order.ts";
import { saveRows } from "./row-store.ts";
import type { NewPlan } from "./schema.ts";
import { insertPlan } from "./store.ts";
import type { PlanId } from "./tables.ts";

/** A plan of a group or of a campus, which only those who write it see until it is published. */
export const createPlan = async (ctx: Context, input: NewPlan): Promise<{ id: PlanId }> => {
  const by = writerOf(ctx);
  const unit = await findUnit(ctx.db, input.unitId);
  if (!unit || !canSeeUnit(ctx, unit.path)) throw new NotFound();
  if (!isWriter(ctx.actor, { unit_id: unit.id })) throw new Forbidden();
  const { unitId, rows: given = [], edition = null, volume = null, ...named } = input;
  const header = { ...named, edition, volume };
  return inCreatingTransaction(ctx, async (ctx) => {
    await checkHeader(ctx, header);
    const orders = firstOrders(given.length);
    const rows = given.map((row, index) => newRow(row, orders[index] as string));
    await checkRows(
      ctx,
      rows.map((after) => ({ before: null, after })),
    );
    const id = newId() as PlanId;
    await insertPlan(ctx.db, { id, unitId, header, now: by.now });
    await saveRows(
      ctx.db,
      id,
      rows.map((row) => ({ row, isDropped: false })),
      by,
    );
    await appendEvent(ctx, { kind: "plan.created", subject: { kind: "plan", id }, unitId });
    return { id };
  });
};
