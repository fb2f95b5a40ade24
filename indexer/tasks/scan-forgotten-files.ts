import type { Context } from "../../server/context.ts";
import type { Sha256 } from "../../server/ids.ts";
import { blobJobKey, enqueueOnBlob, hindmost, listLiveJobs } from "../../server/jobs.ts";
import { listBlobsToScan, settleScan } from "../../server/modules/resources/index.ts";
import type { ScanStatus } from "../../server/modules/storage/index.ts";

const mostAtOnce = 1000;

const keyOf = (sha256: Sha256): string => blobJobKey("scan-blob", sha256);

const enqueueScans = async (ctx: Context, sha256s: Sha256[], isAgain: boolean): Promise<void> => {
  const live = await listLiveJobs(ctx.db, sha256s.map(keyOf));
  for (const sha256 of sha256s) {
    if (isAgain || !live.has(keyOf(sha256)))
      await enqueueOnBlob(ctx, "scan-blob", { sha256, isAgain }, { behind: hindmost });
  }
};

/** Has scanned what waits and no job will scan, because it was lost; and by and by what came before there was a scanner. */
export const scanForgottenFiles = async (ctx: Context): Promise<void> => {
  const sha256s = await listBlobsToScan(ctx.db, { statuses: ["waiting", "unscanned"], limit: mostAtOnce });
  await enqueueScans(ctx, sha256s, false);
};

/** Has every stored file scanned once more, those in quarantine too. Answers how many. */
export const scanEverything = async (ctx: Context): Promise<number> => {
  const statuses: ScanStatus[] = ["unscanned", "waiting", "clean", "infected", "unscannable"];
  let count = 0;
  let after: Sha256 | undefined;
  for (;;) {
    const sha256s = await listBlobsToScan(ctx.db, { statuses, ...(after && { after }), limit: mostAtOnce });
    if (sha256s.length === 0) return count;
    await enqueueScans(ctx, sha256s, true);
    count += sha256s.length;
    after = sha256s.at(-1);
  }
};

/** Where there is no scanner any more: what waits for one counts as not scanned, and is given. Answers how many. */
export const releaseWaitingFiles = async (ctx: Context): Promise<number> => {
  let count = 0;
  for (;;) {
    const sha256s = await listBlobsToScan(ctx.db, { statuses: ["waiting"], limit: mostAtOnce });
    if (sha256s.length === 0) return count;
    for (const sha256 of sha256s) await settleScan(ctx, sha256, { status: "unscanned", detail: null });
    count += sha256s.length;
  }
};
