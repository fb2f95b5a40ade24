import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Unauthenticated } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { checkVocabulary, toColumns } from "./check-fields.ts";
import { chooseFiles } from "./choose-files.ts";
import { copyToDraft, fieldsOf } from "./copy-version.ts";
import { keepGuesses } from "./keep-guesses.ts";
import { loadForChange } from "./load-resource.ts";
import { requestRefining } from "./refine-draft.ts";
import { requestDraftPreviews } from "./request-indexing.ts";
import type { ResourceChange } from "./schema.ts";
import { touchResource, updateDraft } from "./store.ts";

/** Changes the named fields of the draft; a published resource gets its next draft first. Readers notice nothing yet. */
export const editDraft = (
  ctx: Context,
  id: ResourceId,
  change: ResourceChange,
  ifMatch?: number,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (ctx.actor.kind !== "user") throw new Unauthenticated();
    const resource = await loadForChange(ctx, id, "edit", ifMatch);
    await checkVocabulary(ctx, change);
    const versionId =
      resource.draft_version_id ??
      (await copyToDraft(
        ctx,
        { resourceId: id, editedBy: ctx.actor.id, restoredFromNumber: null },
        { versionId: resource.version_id, fields: fieldsOf(resource) },
      ));
    await updateDraft(ctx.db, versionId, ctx.actor.id, toColumns(change));
    await keepGuesses(ctx, versionId, change);
    if (change.files) {
      await chooseFiles(ctx, id, versionId, change.files);
      await requestRefining(ctx, versionId);
      await requestDraftPreviews(ctx, versionId);
    }
    await touchResource(ctx.db, id, ctx.clock.now());
    await appendEvent(ctx, {
      kind: "resource.edited",
      subject: { kind: "resource", id },
      unitId: resource.owner_campus_id,
      data: { fields: Object.keys(change) },
    });
  });
