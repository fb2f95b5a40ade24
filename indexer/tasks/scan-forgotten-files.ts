import type { Context } from "../../server/context.ts";
import type { Sha256 } from "../../server/ids.ts";
import { enqueue, hindmost, listLiveJobs } from "../../server/jobs.ts";
import { listBlobsToScan } from "../../server/modules/resources/index.ts";
import type { ScanStatus } from "../../server/modules/storage/index.ts";

const mostAtOnce = 1000;

const keyOf = (sha256: Sha256): string => `scan:${sha256}`;

const enqueueScans = async (ctx: Context, sha256s: Sha256[], isAgain: boolean): Promise<void> => {
  const live = await listLiveJobs(ctx.db, sha256s.map(keyOf));
  for (const sha256 of sha256s) {
    if (isAgain || !live.has(keyOf(sha256)))
      await enqueue(ctx, "scan-blob", { sha256, isAgain }, keyOf(sha256), { behind: hindmost });
  }
};

/**
 * Has scanned what waits and no job will scan, because it was lost or the scanner's settings changed; and with a scanner,
 * by and by, what came before there was one.
 */
export const scanForgottenFiles = async (ctx: Context): Promise<void> => {
  const statuses: ScanStatus[] = ctx.config.scanner ? ["waiting", "unscanned"] : ["waiting"];
  await enqueueScans(ctx, await listBlobsToScan(ctx.db, statuses, { limit: mostAtOnce }), false);
};

/** Has every stored file scanned once more, those in quarantine too. Answers how many. */
export const scanEverything = async (ctx: Context): Promise<number> => {
  const statuses: ScanStatus[] = ["unscanned", "waiting", "clean", "infected", "unscannable"];
  let count = 0;
  let after: Sha256 | undefined;
  for (;;) {
    const sha256s = await listBlobsToScan(ctx.db, statuses, { ...(after && { after }), limit: mostAtOnce });
    if (sha256s.length === 0) return count;
    await enqueueScans(ctx, sha256s, true);
    count += sha256s.length;
    after = sha256s.at(-1);
  }
};
