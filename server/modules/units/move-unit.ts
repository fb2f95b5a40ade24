import type { Context } from "../../context.ts";
import { Invalid } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { mayHold } from "./rules.ts";
import { findUnit, moveUnit, type UnitRow } from "./store.ts";

/**
 * Hangs a locked unit, with all below it, under another parent; who may is settled by the caller. A unit's kind says what it
 * may hang below, so nothing comes to hang below itself. What the campuses made stays theirs.
 */
export const moveUnitBelow = async (ctx: Context, unit: UnitRow, parent: UnitRow): Promise<UnitRow> => {
  if (!mayHold(parent.kind, unit.kind))
    throw new Invalid("unit.kind", `A ${unit.kind} does not belong directly below a ${parent.kind}.`);
  if (unit.parent_id === parent.id) return unit;
  await moveUnit(ctx.db, unit.id, parent.id, parent.path);
  await appendEvent(ctx, {
    kind: "unit.moved",
    subject: { kind: "unit", id: unit.id },
    unitId: unit.id,
    data: { fromParentId: unit.parent_id, toParentId: parent.id },
  });
  return (await findUnit(ctx.db, unit.id)) as UnitRow;
};
