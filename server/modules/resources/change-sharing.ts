import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import type { ResourceId, VersionId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { countAsAdaptation } from "./count-adaptations.ts";
import { requireNoneQuarantined } from "./hold-files.ts";
import { loadForChange } from "./load-resource.ts";
import { requestIndexing } from "./request-indexing.ts";
import type { SharedWith } from "./schema.ts";
import { isNarrowing, resolveSharing, sharedWithOf } from "./sharing.ts";
import { touchResource } from "./store.ts";

/** Shares a published resource with others than before, without a new version. Narrowing holds with the next request. */
export const changeSharing = (
  ctx: Context,
  id: ResourceId,
  sharedWith: SharedWith,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const resource = await loadForChange(ctx, id, "share", ifMatch);
    const sharing = await resolveSharing(ctx, resource, sharedWith);
    const isNarrowed = isNarrowing(resource.owner_campus_path, resource, sharing);
    if (!isNarrowed) await requireNoneQuarantined(ctx, resource.current_version_id as VersionId);
    await touchResource(ctx.db, id, ctx.clock.now(), sharing);
    await countAsAdaptation(ctx, resource);
    await requestIndexing(ctx, id, isNarrowed);
    await appendEvent(ctx, {
      kind: "resource.sharing-changed",
      subject: { kind: "resource", id },
      unitId: resource.owner_campus_id,
      data: { before: sharedWithOf(resource), after: sharedWithOf(sharing) },
    });
  });
