import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Invalid } from "../../errors.ts";
import { newId, type UnitId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { mayHold } from "./rules.ts";
import type { NewUnit } from "./schema.ts";
import { findUnit, insertUnit, lockUnits, type UnitRow } from "./store.ts";

/** Adds a unit below `parent`; who may is settled by the caller, because rights belong to identity, which knows units. */
export const createUnit = (ctx: Context, { id: parentId }: UnitRow, input: NewUnit): Promise<UnitRow> =>
  inCreatingTransaction(ctx, async (ctx) => {
    const [parent] = (await lockUnits(ctx.db, [parentId])) as [UnitRow];
    if (!mayHold(parent.kind, input.kind)) {
      throw new Invalid("unit.kind", `A ${input.kind} does not belong directly below a ${parent.kind}.`);
    }
    const id = newId() as UnitId;
    await insertUnit(ctx.db, {
      id,
      parentId: parent.id,
      kind: input.kind,
      name: input.name,
      nameEn: input.nameEn ?? null,
      path: [...parent.path, id],
      openedOn: input.openedOn ?? null,
    });
    await appendEvent(ctx, {
      kind: "unit.created",
      subject: { kind: "unit", id },
      unitId: id,
      data: { parentId: parent.id, kind: input.kind, name: input.name },
    });
    return (await findUnit(ctx.db, id)) as UnitRow;
  });
