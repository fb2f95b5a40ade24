import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import { newId, type PostingId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { canSeeUnit, findUnit, type UnitRow } from "../units/index.ts";
import { canPost, fitsUnit } from "./policy.ts";
import type { NewPosting } from "./schema.ts";
import { findPerson, insertPosting } from "./store.ts";

/** The unit of a posting that the actor may give; throws where it may not be given, whoever is to get it. */
export const checkPosting = async (ctx: Context, input: Omit<NewPosting, "personId">): Promise<UnitRow> => {
  const unit = await findUnit(ctx.db, input.unitId);
  if (!unit || !canSeeUnit(ctx, unit.path)) throw new NotFound();
  if (!canPost(ctx.actor, unit, input.role)) throw new Forbidden();
  if (!fitsUnit(input.role, unit.kind)) {
    throw new Invalid("posting.role", `There is no ${input.role} at a ${unit.kind}.`);
  }
  if (input.untilOn && input.untilOn < input.fromOn) {
    throw new Invalid("posting.days", "A posting cannot end before it begins.");
  }
  return unit;
};

/** Posts a person at a unit, from a day, until a day or further notice. */
export const createPosting = (ctx: Context, input: NewPosting): Promise<{ id: PostingId }> =>
  inCreatingTransaction(ctx, async (ctx) => {
    const unit = await checkPosting(ctx, input);
    if (!(await findPerson(ctx.db, input.personId))) throw new NotFound();
    const id = newId() as PostingId;
    await insertPosting(ctx.db, { id, ...input, untilOn: input.untilOn ?? null });
    await appendEvent(ctx, {
      kind: "posting.created",
      subject: { kind: "posting", id },
      unitId: unit.id,
      data: {
        personId: input.personId,
        role: input.role,
        fromOn: input.fromOn,
        untilOn: input.untilOn ?? null,
      },
    });
    return { id };
  });
