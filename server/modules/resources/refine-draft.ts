import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import type { ResourceId, VersionId } from "../../ids.ts";
import { enqueueOnBlobUnlessWaiting, hindmost } from "../../jobs.ts";
import { appendEvent } from "../events/index.ts";
import { guessFields, joinGuesses, listTerms } from "../vocabulary/index.ts";
import { toColumns } from "./check-fields.ts";
import { findGuessedDraft, listFirstPages, listShaOfVersion, updateGuesses } from "./guess-store.ts";
import { refineFields } from "./refine-fields.ts";
import type { ResourceChange } from "./schema.ts";
import { lockResource, updateDraft } from "./store.ts";

/** Has the files of a draft read whose fields are still guesses; what they say refines it. Within the caller's transaction. */
export const requestRefining = async (ctx: Context, versionId: VersionId): Promise<void> => {
  for (const sha256 of await listShaOfVersion(ctx.db, versionId))
    await enqueueOnBlobUnlessWaiting(ctx, "extract-text", { sha256 }, { behind: hindmost });
};

/**
 * Guesses a draft's fields once more, now that its files have been read. Only what no person has set is touched; a draft
 * that was published or set by a person meanwhile stays as it is.
 */
export const refineDraft = (ctx: Context, id: ResourceId): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await lockResource(ctx.db, id))) return;
    const draft = await findGuessedDraft(ctx.db, id);
    if (!draft) return;
    const terms = (await listTerms(ctx.db)).filter((term) => term.is_active);
    const files = await listFirstPages(ctx.db, draft.version_id);
    const proposal = joinGuesses(
      files.map(({ name, properties, first_page }) =>
        guessFields({ fileName: name, folders: draft.folder, properties, firstPage: first_page }, terms),
      ),
    );
    const { textbook_node_id: textbookNodeId, title, kind, subject, grades, volume, edition, term } = draft;
    const values = { title, kind, subject, grades, volume, edition, term, textbookNodeId };
    const refined = refineFields(values, draft.guesses, proposal);
    if (!refined) return;
    const columns = toColumns(refined.fields as ResourceChange);
    if (Object.keys(columns).length > 0)
      await updateDraft(ctx.db, draft.version_id, draft.edited_by, columns);
    await updateGuesses(ctx.db, draft.version_id, refined.guesses);
    // Its author has not touched it: time and revision stay, so that what the author saves meanwhile is not refused.
    await appendEvent(ctx, {
      kind: "resource.guessed",
      subject: { kind: "resource", id },
      unitId: draft.owner_campus_id,
      data: { fields: Object.keys(refined.fields) },
    });
  });
