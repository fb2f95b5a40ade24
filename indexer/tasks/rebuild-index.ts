import type { Context } from "../../server/context.ts";
import type { ResourceId } from "../../server/ids.ts";
import { enqueueIndexing } from "../../server/jobs.ts";
import { listPublishedIds } from "../../server/modules/resources/index.ts";
import { buildDocuments } from "../build-document.ts";

/** Large batches, as Meilisearch advises; a put is cut by the length of its texts as well. */
const atOnce = 500;

/**
 * Fills a second index from the database and swaps it in, while the first goes on answering. What changed meanwhile is
 * indexed again afterwards. Answers how many documents there are; `onProgress` hears the count so far.
 */
export const rebuildIndex = async (ctx: Context, onProgress?: (count: number) => void): Promise<number> => {
  const startedAt = new Date(Date.now() - 60_000);
  let count = 0;
  await ctx.search.rebuild(async (put) => {
    let after: ResourceId | null = null;
    for (;;) {
      const ids: ResourceId[] = await listPublishedIds(ctx.db, after, atOnce);
      if (ids.length === 0) return;
      const documents = await buildDocuments(ctx, ids);
      await put(documents);
      count += documents.length;
      onProgress?.(count);
      after = ids.at(-1) ?? null;
    }
  });
  const changed = await ctx.db
    .selectFrom("resource")
    .select("id")
    .where("updated_at", ">=", startedAt)
    .execute();
  for (const { id } of changed) await enqueueIndexing(ctx, id, { behind: 5 });
  return count;
};

/**
 * The same as a job, which may have been asked for again while another one ran: those run one after the other, and the
 * second finds nothing to do.
 */
export const rebuildIndexIfNeeded = async (ctx: Context): Promise<void> => {
  if (await ctx.search.needsRebuild()) await rebuildIndex(ctx);
};
