import { buffer } from "node:stream/consumers";
import type { Context } from "../../context.ts";
import type { FileId, ResourceId } from "../../ids.ts";
import { getReadableFile } from "./get-file.ts";
import { type PageWords, unpackPageWords } from "./page-words.ts";
import { findPreview } from "./preview-store.ts";

/** Where the words of a file's pages stand on their pictures, for whoever may read the file; nothing where that is not known. */
export async function readPageWords(
  ctx: Context,
  resourceId: ResourceId,
  fileId: FileId,
): Promise<AsyncIterable<PageWords> | PageWords[]> {
  const file = await getReadableFile(ctx, resourceId, fileId);
  const preview = await findPreview(ctx.db, file.version_id, file.sha256);
  if (!preview?.pack_sha256 || preview.words_starts_at === null || !preview.words_bytes) return [];
  const range = { start: preview.words_starts_at, end: preview.words_starts_at + preview.words_bytes - 1 };
  return unpackPageWords(await buffer(await ctx.blobs.read(preview.pack_sha256, range)));
}
