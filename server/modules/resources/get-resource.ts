import type { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import type { ResourceId } from "../../ids.ts";
import { findTextbookPaths } from "../vocabulary/index.ts";
import { findVisibleRow, type ResourceRow, type VersionChoice } from "./card-store.ts";
import { listFiles } from "./file-store.ts";
import { findGuesses } from "./guess-store.ts";
import { loadVisibleResource } from "./load-resource.ts";
import { canAdapt, canArchive, canEdit, canPublish, isAuthorOf, revisionFor } from "./policy.ts";
import type { Origin, Resource, TextbookPlace } from "./schema.ts";
import { listSharingChoices } from "./sharing.ts";
import { findVersionNumber } from "./store.ts";
import { cardView, fileView, ownerCampusView } from "./view.ts";
import { isVisibleTo } from "./visibility.ts";

export const textbookPlace = async (
  ctx: Context,
  nodeId: string | null,
): Promise<z.input<typeof TextbookPlace> | null> => {
  if (!nodeId) return null;
  const path = (await findTextbookPaths(ctx.db, [nodeId])).get(nodeId);
  return path ? { id: nodeId, titles: path.map((node) => node.title) } : null;
};

/** Where an adapted resource came from, or null where the reader may not see the original. */
export const findOrigin = async (ctx: Context, row: ResourceRow): Promise<z.input<typeof Origin> | null> => {
  if (!row.adapted_from_resource_id || !row.adapted_from_version_id) return null;
  const original = row.adapted_from_resource_id;
  const origin = await findVisibleRow(ctx.db, original, "current", isVisibleTo(ctx.actor));
  if (!origin) return null;
  return {
    resourceId: origin.id,
    title: origin.title,
    versionNumber: await findVersionNumber(ctx.db, row.adapted_from_version_id),
    ownerCampus: ownerCampusView(origin),
    author: { id: origin.author_id, name: origin.author_name },
  };
};

/** A resource as its page needs it. A draft's fields are shown only to its author, and only when asked for. */
export const getResource = async (
  ctx: Context,
  id: ResourceId,
  choice: VersionChoice = "current",
): Promise<z.input<typeof Resource>> => {
  const { actor } = ctx;
  const wanted = await loadVisibleResource(ctx, id, choice);
  const isAuthor = isAuthorOf(actor, wanted);
  // Readers who ask for a draft get what is published, whether or not there is one: even that is the author's business.
  const row = isAuthor || choice === "current" ? wanted : await loadVisibleResource(ctx, id, "current");
  const isDraftView = row.version_id === row.draft_version_id;
  if (isDraftView && !isAuthor) throw new NotFound();
  const [files, textbook, adaptedFrom, shareWith, guessed] = await Promise.all([
    listFiles(ctx.db, row.version_id),
    textbookPlace(ctx, row.textbook_node_id),
    findOrigin(ctx, row),
    listSharingChoices(ctx, row),
    isAuthor ? findGuesses(ctx.db, row.version_id) : { guesses: [], folder: [] },
  ]);
  return {
    ...cardView(row, isAuthor),
    keywords: row.keywords,
    language: row.language,
    textbook,
    files: files.map(fileView),
    isDraftView,
    adaptedFrom,
    isAdapted: row.adapted_from_resource_id !== null,
    guesses: isDraftView ? guessed.guesses : [],
    folder: guessed.folder,
    revision: revisionFor(actor, row),
    can: {
      edit: canEdit(actor, row),
      publish: canPublish(actor, row) && row.draft_version_id !== null,
      archive: canArchive(actor, row),
      adapt: canAdapt(actor, row),
      shareWith,
    },
  };
};
