import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Conflict } from "../../errors.ts";
import { newId, type PersonId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { checkPosting, createPosting } from "./create-posting.ts";
import type { NewPerson } from "./schema.ts";
import { insertPasswordCredential, insertPerson } from "./store.ts";

/** A person, with one account for life, and the first posting. The caller must be allowed to give that posting. */
export const createPerson = async (ctx: Context, input: NewPerson): Promise<{ id: PersonId }> => {
  // First of all, so that who may not create people learns nothing of taken names and costs no hashing.
  await checkPosting(ctx, input.posting);
  // Outside the transaction: hashing is slow on purpose.
  const passwordHash = await (await ctx.auth.$context).password.hash(input.password);
  return inCreatingTransaction(ctx, async (ctx) => {
    const id = newId() as PersonId;
    if (!(await insertPerson(ctx.db, { id, name: input.name, username: input.username }))) {
      throw new Conflict("person.username-taken", "This user name is taken.");
    }
    await insertPasswordCredential(ctx.db, newId(), id, passwordHash);
    await createPosting(ctx, { ...input.posting, personId: id });
    await appendEvent(ctx, {
      kind: "person.created",
      subject: { kind: "person", id },
      unitId: input.posting.unitId,
      data: { name: input.name },
    });
    return { id };
  });
};
