import { buffer } from "node:stream/consumers";
import type { Context } from "../../context.ts";
import type { FileId, ResourceId } from "../../ids.ts";
import { getReadableFile } from "./get-file.ts";
import { joinPageWords, type PageWords, unpackPageWords } from "./page-words.ts";
import { findPreview } from "./preview-store.ts";
import { listRecognizedPages } from "./text-store.ts";

type Preview = NonNullable<Awaited<ReturnType<typeof findPreview>>>;

/** The words that were drawn with the pictures. */
const readDrawnWords = async (
  ctx: Context,
  preview: Preview,
): Promise<AsyncIterable<PageWords> | PageWords[]> => {
  if (!preview.pack_sha256 || preview.words_starts_at === null || !preview.words_bytes) return [];
  const range = { start: preview.words_starts_at, end: preview.words_starts_at + preview.words_bytes - 1 };
  return unpackPageWords(await buffer(await ctx.blobs.read(preview.pack_sha256, range)));
};

/**
 * Where the words of a file's pages stand on their pictures, for whoever may read the file; nothing where that is not known.
 * Those that were recognized on scanned pages are part of its text, and known to whom that is shown.
 */
export async function readPageWords(
  ctx: Context,
  resourceId: ResourceId,
  fileId: FileId,
): Promise<AsyncIterable<PageWords> | PageWords[]> {
  const file = await getReadableFile(ctx, resourceId, fileId);
  const preview = await findPreview(ctx.db, file.version_id, file.sha256);
  if (!preview?.pack_sha256) return [];
  const recognized = file.is_text_shown ? await listRecognizedPages(ctx.db, file.sha256) : [];
  return joinPageWords(await readDrawnWords(ctx, preview), recognized);
}
