import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Conflict, NotFound } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { loadForChange } from "./load-resource.ts";
import { removeDraft, touchResource } from "./store.ts";

/** Drops the unpublished changes of a published resource. A draft that was never published is archived instead. */
export const discardDraft = (ctx: Context, id: ResourceId, ifMatch?: number): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const resource = await loadForChange(ctx, id, "edit", ifMatch);
    if (!resource.draft_version_id) throw new NotFound();
    if (!resource.current_version_id) {
      throw new Conflict("resource.never-published", "This was never published; archive it instead.");
    }
    await removeDraft(ctx.db, resource.draft_version_id);
    await touchResource(ctx.db, id, ctx.clock.now());
    await appendEvent(ctx, {
      kind: "resource.draft-discarded",
      subject: { kind: "resource", id },
      unitId: resource.owner_campus_id,
    });
  });
