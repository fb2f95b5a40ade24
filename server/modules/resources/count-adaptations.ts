import type { Context } from "../../context.ts";
import { recountAdaptations } from "./adaptation-store.ts";
import type { ResourceRow } from "./card-store.ts";
import { requestIndexing } from "./request-indexing.ts";
import { lockResource } from "./store.ts";

/**
 * After a change of who may see a resource: brings the count of adaptations of the one that it came from up to date, for
 * cards and for the index. Before any job on a blob is enqueued: publishing the original locks it first and those then.
 */
export const countAsAdaptation = async (
  ctx: Context,
  { adapted_from_resource_id: originalId }: Pick<ResourceRow, "adapted_from_resource_id">,
): Promise<void> => {
  if (!originalId) return;
  await lockResource(ctx.db, originalId);
  if (await recountAdaptations(ctx.db, originalId)) await requestIndexing(ctx, originalId, false);
};
