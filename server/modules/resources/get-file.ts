import type { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import type { FileId, ResourceId } from "../../ids.ts";
import { type FileWithText, findFile, listFiles } from "./file-store.ts";
import { requireGiven } from "./hold-files.ts";
import { loadVisibleResource } from "./load-resource.ts";
import { isAuthorOf } from "./policy.ts";
import type { PassageShape } from "./schema.ts";
import { findPublishedVersion } from "./store.ts";
import { listPassages } from "./text-store.ts";
import { isVersionVisibleTo } from "./visibility.ts";

type Found = NonNullable<Awaited<ReturnType<typeof findFile>>>;

/**
 * A file that the actor may read: of a published version that the actor may read, or of the author's own draft. Its bytes,
 * and what was made of them, are to be given to nobody where it is held.
 */
export const getVisibleFile = async (
  ctx: Context,
  resourceId: ResourceId,
  fileId: FileId,
): Promise<Found> => {
  const resource = await loadVisibleResource(ctx, resourceId);
  const file = await findFile(ctx.db, resourceId, fileId, isVersionVisibleTo(ctx.actor));
  const isAuthor = isAuthorOf(ctx.actor, resource);
  if (!file || !(file.is_readable || isAuthor)) throw new NotFound();
  return file;
};

/** The same for those who are to be given its bytes, or what was made of them. Throws Conflict where it is held. */
export const getReadableFile = async (...of: Parameters<typeof getVisibleFile>): Promise<Found> => {
  const file = await getVisibleFile(...of);
  requireGiven(file);
  return file;
};

export const listFilePassages = async (
  ctx: Context,
  resourceId: ResourceId,
  fileId: FileId,
): Promise<z.input<typeof PassageShape>[]> => {
  const file = await getReadableFile(ctx, resourceId, fileId);
  if (!file.is_text_shown) return [];
  const passages = await listPassages(ctx.db, [file.sha256]);
  return passages.map(({ page, page_kind, text }) => ({ page, pageKind: page_kind, text }));
};

/** The files of a version, for one archive: the current one, or the one numbered. */
export const listBundleFiles = async (
  ctx: Context,
  resourceId: ResourceId,
  number: number | undefined,
): Promise<{ title: string; files: FileWithText[] }> => {
  const resource = await loadVisibleResource(ctx, resourceId);
  const version =
    number === undefined
      ? { id: resource.version_id, title: resource.title }
      : await findPublishedVersion(ctx.db, resourceId, number, isVersionVisibleTo(ctx.actor));
  if (!version) throw new NotFound();
  const files = await listFiles(ctx.db, version.id);
  requireGiven(...files);
  return { title: version.title, files };
};
