import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Forbidden, NotFound } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { canSeeUnit, createUnit, findUnit, unitView } from "../units/index.ts";
import type { NewUnit, Unit } from "../units/schema.ts";
import { canCreateUnit } from "./policy.ts";

export const createUnitAsAdministrator = async (
  ctx: Context,
  input: NewUnit,
): Promise<z.input<typeof Unit>> => {
  const parent = await findUnit(ctx.db, input.parentId);
  if (!parent || !canSeeUnit(ctx, parent.path)) throw new NotFound();
  if (!canCreateUnit(ctx.actor, parent)) throw new Forbidden();
  return unitView(await createUnit(ctx, parent, input));
};

/** A unit that the caller made before, as it is now. */
export const getCreatedUnit = async (ctx: Context, id: UnitId): Promise<z.input<typeof Unit>> => {
  const unit = await findUnit(ctx.db, id);
  if (!unit || !canSeeUnit(ctx, unit.path)) throw new NotFound();
  return unitView(unit);
};
