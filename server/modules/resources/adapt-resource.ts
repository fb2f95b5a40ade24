import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Unauthenticated } from "../../errors.ts";
import { newId, type ResourceId, type UnitId, type VersionId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { copyToDraft, fieldsOf } from "./copy-version.ts";
import { chooseCampus } from "./create-resource.ts";
import { requireAllGiven } from "./hold-files.ts";
import { loadVisibleResource } from "./load-resource.ts";
import { authorize } from "./policy.ts";
import { insertResource } from "./store.ts";

/** 改编: a draft at the actor's own campus with the original's fields and files, which remembers the version it came from. */
export const adaptResource = async (
  ctx: Context,
  id: ResourceId,
  campusId?: UnitId,
): Promise<{ id: ResourceId }> => {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new Unauthenticated();
  return inCreatingTransaction(ctx, async (ctx) => {
    const original = authorize(actor, "adapt", await loadVisibleResource(ctx, id));
    const ownerCampusId = chooseCampus(ctx, campusId);
    const newResourceId = newId() as ResourceId;
    const versionId = original.current_version_id as VersionId;
    await requireAllGiven(ctx, versionId);
    await insertResource(ctx.db, {
      id: newResourceId,
      ownerCampusId,
      authorId: actor.id,
      now: ctx.clock.now(),
      adaptedFrom: { resourceId: original.id, versionId },
    });
    await copyToDraft(
      ctx,
      { resourceId: newResourceId, editedBy: actor.id, restoredFromNumber: null },
      { versionId, fields: fieldsOf(original) },
    );
    await appendEvent(ctx, {
      kind: "resource.adapted",
      subject: { kind: "resource", id: newResourceId },
      unitId: ownerCampusId,
      data: { fromResourceId: original.id, fromVersionId: versionId },
    });
    return { id: newResourceId };
  });
};
