import type { Actor } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { Forbidden, Invalid, NotFound, Unauthenticated } from "../../errors.ts";
import { newId, type ResourceId, type UnitId, type VersionId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { ownCampusIds } from "../identity/index.ts";
import { checkVocabulary, toColumns } from "./check-fields.ts";
import { chooseFiles } from "./choose-files.ts";
import { updateFolder } from "./guess-store.ts";
import { keepGuesses } from "./keep-guesses.ts";
import { requestRefining } from "./refine-draft.ts";
import { requestDraftPreviews } from "./request-indexing.ts";
import type { NewResource } from "./schema.ts";
import { insertDraft, insertResource, type VersionFields } from "./store.ts";

export const emptyFields: VersionFields = {
  title: "",
  summary: "",
  kind: "",
  subject: null,
  grades: [],
  term: null,
  edition: null,
  volume: null,
  textbook_node_id: null,
  keywords: [],
  language: "zh-CN",
};

/** The campus that will own what is made: the one named, if it is the actor's, or the only one. */
export const chooseCampus = (ctx: { actor: Actor }, campusId: UnitId | undefined): UnitId => {
  const own = ownCampusIds(ctx);
  if (campusId !== undefined) {
    if (!own.includes(campusId)) throw new NotFound();
    return campusId;
  }
  if (own.length === 0)
    throw new Forbidden("resource.no-campus", "Only people posted at a campus create resources.");
  if (own.length > 1) {
    const field = { path: "campusId", code: "required", message: "must name one of your campuses" };
    throw new Invalid("resource.campus", "Say for which campus.", { fields: [field] });
  }
  return own[0] as UnitId;
};

/** A draft, private to its author. */
export const createResource = async (ctx: Context, input: NewResource): Promise<{ id: ResourceId }> => {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new Unauthenticated();
  const campusId = chooseCampus(ctx, input.campusId);
  return inCreatingTransaction(ctx, async (ctx) => {
    await checkVocabulary(ctx, input);
    const id = newId() as ResourceId;
    const versionId = newId() as VersionId;
    const now = ctx.clock.now();
    await insertResource(ctx.db, { id, ownerCampusId: campusId, authorId: actor.id, now, adaptedFrom: null });
    const draft = { id: versionId, resourceId: id, editedBy: actor.id, restoredFromNumber: null, now };
    await insertDraft(ctx.db, draft, { ...emptyFields, ...toColumns(input) });
    await keepGuesses(ctx, versionId, input);
    if (input.folder && input.folder.length > 0) await updateFolder(ctx.db, id, input.folder);
    await chooseFiles(ctx, id, versionId, input.files ?? []);
    await requestRefining(ctx, versionId);
    await requestDraftPreviews(ctx, versionId);
    await appendEvent(ctx, { kind: "resource.created", subject: { kind: "resource", id }, unitId: campusId });
    return { id };
  });
};
