import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Conflict } from "../../errors.ts";
import type { ResourceId, VersionId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import type { ResourceRow } from "./card-store.ts";
import { countAsAdaptation } from "./count-adaptations.ts";
import { requireNoneQuarantined } from "./hold-files.ts";
import { loadForChange } from "./load-resource.ts";
import type { Authorized } from "./policy.ts";
import { requestContentOf, requestIndexing } from "./request-indexing.ts";
import type { SharedWith } from "./schema.ts";
import { isNarrowing, resolveSharing } from "./sharing.ts";
import { publishDraft, type ResourceState, touchResource } from "./store.ts";

/** Makes a draft the current version, with its events and jobs. Within the caller's transaction. */
export const putVersionOut = async (
  ctx: Context,
  resource: Authorized<ResourceRow, "publish">,
  versionId: VersionId,
  sharing: Pick<ResourceState, "sharing" | "shared_with_unit_id">,
): Promise<void> => {
  await requireNoneQuarantined(ctx, versionId);
  const now = ctx.clock.now();
  await publishDraft(ctx.db, versionId, now);
  await touchResource(ctx.db, resource.id, now, {
    current_version_id: versionId,
    published_at: now,
    ...sharing,
  });
  await countAsAdaptation(ctx, resource);
  const wasPublished = resource.published_at !== null;
  const isNarrowed = wasPublished && isNarrowing(resource.owner_campus_path, resource, sharing);
  await requestContentOf(ctx, versionId);
  await requestIndexing(ctx, resource.id, isNarrowed);
  await appendEvent(ctx, {
    kind: "resource.published",
    subject: { kind: "resource", id: resource.id },
    unitId: resource.owner_campus_id,
    data: { versionId, ...sharing },
  });
};

/** Publishes the draft and shares the resource. What was published before stays readable as an older version. */
export const publishVersion = (
  ctx: Context,
  id: ResourceId,
  sharedWith: SharedWith,
  ifMatch?: number,
): Promise<{ id: ResourceId }> =>
  inCreatingTransaction(ctx, async (ctx) => {
    const resource = await loadForChange(ctx, id, "publish", ifMatch);
    if (!resource.draft_version_id) {
      throw new Conflict("resource.nothing-to-publish", "There is no draft to publish.");
    }
    const sharing = await resolveSharing(ctx, resource, sharedWith);
    await putVersionOut(ctx, resource, resource.draft_version_id, sharing);
    return { id };
  });
