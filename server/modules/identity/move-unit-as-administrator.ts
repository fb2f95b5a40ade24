import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Forbidden, NotFound } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { canSeeUnit, lockUnits, moveUnitBelow, unitView } from "../units/index.ts";
import type { Unit } from "../units/schema.ts";
import { canMoveUnit } from "./policy.ts";

export const moveUnitAsAdministrator = (
  ctx: Context,
  id: UnitId,
  parentId: UnitId,
): Promise<z.input<typeof Unit>> =>
  inTransaction(ctx, async (ctx) => {
    const units = await lockUnits(ctx.db, [id, parentId]);
    const [unit, parent] = [id, parentId].map((one) => units.find((row) => row.id === one));
    if (!unit || !parent || !canSeeUnit(ctx, unit.path) || !canSeeUnit(ctx, parent.path))
      throw new NotFound();
    if (!canMoveUnit(ctx.actor, unit, parent)) throw new Forbidden();
    return unitView(await moveUnitBelow(ctx, unit, parent));
  });
