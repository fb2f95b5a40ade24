import type { z } from "zod";
import type { Context } from "../../context.ts";
import { NotFound } from "../../errors.ts";
import type { FileId, ResourceId, Sha256 } from "../../ids.ts";
import { blobJobKey, bringForward, findJobStage } from "../../jobs.ts";
import { isAwaitedByDraft } from "./draft-preview-store.ts";
import { getReadableFile, getVisibleFile } from "./get-file.ts";
import { isHeld } from "./hold-files.ts";
import type { PictureSize, Preview } from "./preview-schema.ts";
import { findPreview, findPreviewPage, listPreviewPages, type PreviewPage } from "./preview-store.ts";

/** What there is of a file's pictures, for whoever may read the file. */
export const getPreview = async (
  ctx: Context,
  resourceId: ResourceId,
  fileId: FileId,
): Promise<z.input<typeof Preview>> => {
  const file = await getVisibleFile(ctx, resourceId, fileId);
  const unknown = { hasPictures: false, durationMs: null, pageCount: null, pages: [] };
  if (isHeld(file))
    return file.scan_status === "waiting"
      ? { status: "waiting", stage: "scanning", reason: null, ...unknown }
      : { status: "failed", stage: null, reason: file.scan_status, ...unknown };
  const preview = await findPreview(ctx.db, file.version_id, file.sha256);
  if (!preview) {
    // That a job is under way where nothing waits for it could only be somebody else's.
    const isAwaited = file.is_readable || (await isAwaitedByDraft(ctx.db, file.sha256, file.version_id));
    const stage = isAwaited ? await findJobStage(ctx.db, blobJobKey("make-preview", file.sha256)) : null;
    return { status: "waiting", stage, reason: null, ...unknown };
  }
  const pages = preview.pack_sha256 ? await listPreviewPages(ctx.db, file.sha256) : [];
  return {
    status: preview.status,
    stage: null,
    reason: preview.reason,
    hasPictures: pages.length > 0,
    durationMs: preview.duration_ms,
    pageCount: preview.page_count,
    pages: pages.map(({ page, width, height }) => ({ page, width, height })),
  };
};

/** The same for a person who stays until the pictures come: those are made next. Whoever has no name takes no turn. */
export const awaitPreview: typeof getPreview = async (ctx, resourceId, fileId) => {
  const preview = await getPreview(ctx, resourceId, fileId);
  if (preview.stage === "queued" && ctx.actor.kind === "user")
    await bringForward(
      ctx.db,
      blobJobKey("make-preview", (await getReadableFile(ctx, resourceId, fileId)).sha256),
    );
  return preview;
};

/** Where a picture of these sizes begins in the pack, and how long it is: a page's pictures follow one another. */
const placeOf = (page: PreviewPage, size: PictureSize): { start: number; sizeBytes: number } => {
  const { starts_at: first, thumbnail_bytes: thumbnail, view_bytes: view } = page;
  if (size === "thumbnail") return { start: first, sizeBytes: thumbnail };
  if (size === "view") return { start: first + thumbnail, sizeBytes: view };
  return { start: first + thumbnail + view, sizeBytes: page.screen_bytes };
};

export interface PackedPicture {
  packSha256: Sha256;
  /** Of the first byte within the pack. */
  start: number;
  sizeBytes: number;
}

/** One picture of a file, for whoever may read the file. */
export const getPicture = async (
  ctx: Context,
  resourceId: ResourceId,
  fileId: FileId,
  picture: { page: number; size: PictureSize },
): Promise<PackedPicture> => {
  const file = await getReadableFile(ctx, resourceId, fileId);
  const preview = await findPreview(ctx.db, file.version_id, file.sha256);
  const page = preview?.pack_sha256 && (await findPreviewPage(ctx.db, file.sha256, picture.page));
  if (!preview?.pack_sha256 || !page) throw new NotFound();
  return { packSha256: preview.pack_sha256, ...placeOf(page, picture.size) };
};
