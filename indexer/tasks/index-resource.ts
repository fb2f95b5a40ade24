import { z } from "zod";
import type { Context } from "../../server/context.ts";
import { Unavailable } from "../../server/errors.ts";
import { id } from "../../server/http/shapes.ts";
import { enqueueIndexing } from "../../server/jobs.ts";
import { clearPending } from "../../server/modules/search/index.ts";
import { buildDocuments } from "../build-document.ts";

const payload = z.object({ resourceId: id<"resource">() });

/** How soon an engine that does not answer is asked again; such waiting uses up no attempt. */
const engineRetryMs = 5000;

/** Brings one resource's document in line with the database: puts it, or removes it where nobody may find it any more. */
export const indexResource = async (ctx: Context, input: unknown): Promise<void> => {
  const { resourceId } = payload.parse(input);
  const found = await ctx.db
    .selectFrom("resource")
    .select("revision")
    .where("id", "=", resourceId)
    .executeTakeFirst();
  if (!found) return;
  try {
    const documents = await buildDocuments(ctx, [resourceId]);
    if (documents.length > 0) await ctx.search.put(documents);
    else await ctx.search.remove([resourceId]);
    await clearPending(ctx.db, resourceId, documents[0]?.revision ?? found.revision);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    ctx.log.warn({ err: error, resourceId }, "the search engine does not answer; indexing waits");
    await enqueueIndexing(ctx, resourceId, engineRetryMs);
  }
};
