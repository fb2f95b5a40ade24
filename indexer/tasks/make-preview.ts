import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Context } from "../../server/context.ts";
import { inTransaction } from "../../server/db/transaction.ts";
import { NotFound, Unavailable } from "../../server/errors.ts";
import type { Sha256 } from "../../server/ids.ts";
import { enqueueOnBlob } from "../../server/jobs.ts";
import {
  hasPreview,
  type MadePreview,
  mayOpen,
  releaseVersions,
  renewCards,
  renewCardsOf,
  savePreview,
  setReleasedToDrafts,
} from "../../server/modules/resources/index.ts";
import { recordBlob, type StoredBlob } from "../../server/modules/storage/index.ts";
import { type FilePreview, type Pace, type Previewer, Unfinished } from "../preview/index.ts";
import { blobPayload } from "./blob-payload.ts";
import { findFileBlob } from "./find-file-blob.ts";
import { isStillOpen } from "./is-still-open.ts";

interface Made extends Pick<FilePreview, "result" | "pages" | "words"> {
  pack: StoredBlob | null;
}

const none: Omit<MadePreview, "status" | "reason"> = {
  page_count: null,
  duration_ms: null,
  pack_sha256: null,
  words_starts_at: null,
  words_bytes: null,
  pages: [],
};

const toPreview = ({ result, pages, words, pack }: Made): MadePreview =>
  result.status === "ready"
    ? {
        status: "ready",
        reason: null,
        page_count: result.pageCount,
        duration_ms: result.durationMs,
        pack_sha256: pack?.sha256 ?? null,
        words_starts_at: words?.startsAt ?? null,
        words_bytes: words?.lengthBytes ?? null,
        pages: pages.map(({ page, width, height, startsAt, lengths: [thumbnail, view, screen] }) => ({
          page,
          width,
          height,
          starts_at: startsAt,
          thumbnail_bytes: thumbnail,
          view_bytes: view,
          screen_bytes: screen,
        })),
      }
    : { ...none, status: result.status, reason: result.reason };

const readBlob = async (
  ctx: Context,
  previewer: Previewer,
  { sha256, mediaType }: { sha256: Sha256; mediaType: string },
  pace?: Pace,
): Promise<Made> => {
  await mkdir(tmpdir(), { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), "campus-commons-preview-"));
  try {
    const copy = path.join(folder, "file");
    await pipeline(await ctx.blobs.read(sha256), createWriteStream(copy));
    const { packPath, ...made } = await previewer.make({ path: copy, mediaType, folder }, pace);
    if (!packPath) return { ...made, pack: null };
    const maxBytes = Number.MAX_SAFE_INTEGER; // the previewer keeps to its own limit
    return { ...made, pack: await ctx.blobs.write(createReadStream(packPath), { maxBytes }) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const keepPack = async (ctx: Context, pack: StoredBlob): Promise<void> => {
  await recordBlob(ctx.db, { ...pack, mediaType: "application/octet-stream", isMade: true });
  // As with uploads: had the sweep taken equal, unused bytes just before, the row would point to nothing.
  if ((await ctx.blobs.size(pack.sha256)) !== pack.sizeBytes) throw new Unavailable("preview.retry");
};

/** The pictures were made already: only those who waited show them from now on. */
const releaseKnownPreview = (ctx: Context, sha256: Sha256): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await setReleasedToDrafts(ctx.db, sha256, true);
    await renewCardsOf(ctx.db, await releaseVersions(ctx.db, "file_preview_awaited", sha256));
  });

/** Keeps the pictures of a blob, or why there are none, for all resources that show the file. */
export const keepPreview = async (ctx: Context, sha256: Sha256, made: Made): Promise<void> => {
  if (made.result.status !== "ready")
    ctx.log.info({ sha256, reason: made.result.reason, detail: made.result.detail }, "no preview");
  await inTransaction(ctx, async (ctx) => {
    if (!(await isStillOpen(ctx, sha256))) return;
    if (made.pack) await keepPack(ctx, made.pack);
    await savePreview(ctx.db, sha256, toPreview(made), ctx.clock.now());
    await releaseVersions(ctx.db, "file_preview_awaited", sha256);
    await setReleasedToDrafts(ctx.db, sha256, true);
    await renewCards(ctx.db, sha256);
  });
};

/**
 * Makes the pictures of a blob once, and keeps them for all resources that show the file. What takes longer than the pace
 * allows is put back, to be drawn where it gives way.
 */
export const makePreview = async (
  ctx: Context,
  previewer: Previewer,
  input: unknown,
  pace?: Pace,
): Promise<void> => {
  const sha256 = blobPayload.parse(input).sha256 as Sha256;
  if (!(await mayOpen(ctx.db, sha256))) return;
  if (await hasPreview(ctx.db, sha256)) return releaseKnownPreview(ctx, sha256);
  const file = await findFileBlob(ctx, sha256);
  if (!file) return;
  try {
    const made = await readBlob(ctx, previewer, { sha256, mediaType: file.media_type }, pace);
    await keepPreview(ctx, sha256, made);
  } catch (error) {
    if (error instanceof Unfinished)
      return enqueueOnBlob(ctx, "draw-slowly", { sha256 }, { queue: "draw-slowly" });
    if (!(error instanceof NotFound)) throw error;
    const detail = "the stored bytes are missing";
    const result = { status: "failed", reason: "broken", detail } as const;
    await keepPreview(ctx, sha256, { result, pages: [], words: null, pack: null });
  }
};
