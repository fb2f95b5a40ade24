import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Conflict, NotFound, Unauthenticated } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { copyToDraft, fieldsOf } from "./copy-version.ts";
import { loadForChange } from "./load-resource.ts";
import { putVersionOut } from "./publish-version.ts";
import { resolveSharing, sharedWithOf } from "./sharing.ts";
import { findPublishedVersion } from "./store.ts";
import { isVersionVisibleTo } from "./visibility.ts";

/** Publishes an older version's fields and files again, as the next version, shared as the resource is now, if the actor may share so far. */
export const restoreVersion = (
  ctx: Context,
  id: ResourceId,
  number: number,
  ifMatch?: number,
): Promise<{ id: ResourceId }> =>
  inCreatingTransaction(ctx, async (ctx) => {
    if (ctx.actor.kind !== "user") throw new Unauthenticated();
    const resource = await loadForChange(ctx, id, "publish", ifMatch);
    const version = await findPublishedVersion(ctx.db, id, number, isVersionVisibleTo(ctx.actor));
    if (!version) throw new NotFound();
    if (resource.draft_version_id) {
      throw new Conflict("resource.draft-waits", "Publish or discard the draft first.");
    }
    const sharing = await resolveSharing(ctx, resource, sharedWithOf(resource));
    const versionId = await copyToDraft(
      ctx,
      { resourceId: id, editedBy: ctx.actor.id, restoredFromNumber: number },
      { versionId: version.id, fields: fieldsOf(version) },
    );
    await putVersionOut(ctx, resource, versionId, sharing);
    return { id };
  });
