import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Forbidden, Invalid, NotFound } from "../../errors.ts";
import type { PostingId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { canSeeUnit } from "../units/index.ts";
import { canPost } from "./policy.ts";
import { endPosting as endPostingRow, findPosting, type PostingRow } from "./store.ts";

/** Sets the last day of a posting. What it gave ends with that day; authorship stays. */
export const endPosting = (ctx: Context, id: PostingId, untilOn: string): Promise<PostingRow> =>
  inTransaction(ctx, async (ctx) => {
    const posting = await findPosting(ctx.db, id);
    if (!posting || !canSeeUnit(ctx, posting.unit_path)) throw new NotFound();
    if (!canPost(ctx.actor, { kind: posting.unit_kind, path: posting.unit_path }, posting.role))
      throw new Forbidden();
    if (untilOn < posting.from_on)
      throw new Invalid("posting.days", "A posting cannot end before it begins.");
    await endPostingRow(ctx.db, id, untilOn);
    await appendEvent(ctx, {
      kind: "posting.ended",
      subject: { kind: "posting", id },
      unitId: posting.unit_id,
      data: { personId: posting.person_id, untilOn },
    });
    return { ...posting, until_on: untilOn };
  });
