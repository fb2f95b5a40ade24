import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import type { ResourceId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { countAsAdaptation } from "./count-adaptations.ts";
import { loadForChange } from "./load-resource.ts";
import { requestIndexing } from "./request-indexing.ts";
import { touchResource } from "./store.ts";

const setArchived = (ctx: Context, id: ResourceId, isArchived: boolean, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const resource = await loadForChange(ctx, id, "archive", ifMatch);
    if ((resource.archived_at !== null) === isArchived) return;
    const now = ctx.clock.now();
    await touchResource(ctx.db, id, now, { archived_at: isArchived ? now : null });
    await countAsAdaptation(ctx, resource);
    await requestIndexing(ctx, id, isArchived);
    await appendEvent(ctx, {
      kind: isArchived ? "resource.archived" : "resource.unarchived",
      subject: { kind: "resource", id },
      unitId: resource.owner_campus_id,
    });
  });

/** Takes a resource out of lists and searches. Nothing of it is destroyed; archiving twice changes nothing. */
export const archiveResource = (ctx: Context, id: ResourceId, ifMatch?: number) =>
  setArchived(ctx, id, true, ifMatch);

export const unarchiveResource = (ctx: Context, id: ResourceId, ifMatch?: number) =>
  setArchived(ctx, id, false, ifMatch);
