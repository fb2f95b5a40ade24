import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Forbidden, NotFound } from "../../errors.ts";
import type { FileId } from "../../ids.ts";
import { quarantineScope } from "./list-quarantined.ts";
import { canReleaseFinding } from "./policy.ts";
import { findQuarantinedRow } from "./quarantine-store.ts";
import { releaseFinding } from "./settle-scan.ts";

/** Gives a quarantined file to whoever may see it, in spite of what was found; its bytes wherever else they are, too. */
export const releaseQuarantined = (ctx: Context, fileId: FileId): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const file = await findQuarantinedRow(ctx.db, quarantineScope(ctx), fileId);
    if (!file) throw new NotFound();
    if (!canReleaseFinding(ctx.actor, file.campus_path)) throw new Forbidden();
    if (!(await releaseFinding(ctx, file.sha256))) throw new NotFound();
  });
