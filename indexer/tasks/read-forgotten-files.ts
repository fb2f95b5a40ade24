import type { Context } from "../../server/context.ts";
import { enqueue, listLiveJobs } from "../../server/jobs.ts";
import { listUnreadOfCurrentVersions } from "../../server/modules/resources/index.ts";

const mostAtOnce = 10_000;

/**
 * Has files of current versions read that nobody has read and no job will: their job was lost, or failed for the last time
 * while the store or the reader could not be reached.
 */
export const readForgottenFiles = async (ctx: Context): Promise<void> => {
  const unread = await listUnreadOfCurrentVersions(ctx.db, mostAtOnce);
  const keyOf = (sha256: string) => `text:${sha256}`;
  const live = await listLiveJobs(ctx.db, unread.map(keyOf));
  for (const sha256 of unread) {
    if (live.has(keyOf(sha256))) continue;
    await enqueue(ctx, "extract-text", { sha256 }, keyOf(sha256), { behind: 5 });
  }
};
