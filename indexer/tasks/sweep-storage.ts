import type { Context } from "../../server/context.ts";
import { removePastAttempts } from "../../server/db/attempt-counts.ts";
import { removeIdempotencyKeysBefore } from "../../server/db/idempotency.ts";
import { inTransaction } from "../../server/db/transaction.ts";
import {
  isBlobReferenced,
  listReferencedBlobs,
  removeExpiredResumables,
  removeExpiredUploads,
  removeLostResumables,
} from "../../server/modules/resources/index.ts";
import { collectGarbage, removeBlobRecord } from "../../server/modules/storage/index.ts";

const hour = 3600_000;
const day = 24 * hour;

/** Forgets uploads that nobody took up, and the bytes that nothing refers to any more, long after they were written. */
export const sweepStorage = async (ctx: Context) => {
  const now = ctx.clock.now();
  await removeExpiredUploads(ctx.db, now);
  await removeExpiredResumables(ctx);
  await removeLostResumables(ctx);
  await removeIdempotencyKeysBefore(ctx.db, new Date(now.getTime() - 7 * day));
  await removePastAttempts(ctx.db);
  const removed = await collectGarbage({
    blobs: ctx.blobs,
    isReferenced: (sha256s) => listReferencedBlobs(ctx.db, sha256s),
    removeUnreferenced: (sha256) =>
      inTransaction(ctx, async (ctx) => {
        const isUnused = await removeBlobRecord(ctx.db, sha256, () => isBlobReferenced(ctx.db, sha256));
        // Within the transaction on purpose: its lock keeps an upload of the same bytes waiting until they are gone.
        if (isUnused) await ctx.blobs.remove(sha256);
        return isUnused;
      }),
    now,
    graceMs: day,
    stagedGraceMs: day,
  });
  ctx.log.info({ removed }, "storage swept");
  return removed;
};
