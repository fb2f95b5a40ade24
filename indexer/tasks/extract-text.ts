import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { Context } from "../../server/context.ts";
import { inTransaction } from "../../server/db/transaction.ts";
import { NotFound } from "../../server/errors.ts";
import type { Sha256 } from "../../server/ids.ts";
import { enqueue, enqueueIndexing } from "../../server/jobs.ts";
import {
  type ExtractedText,
  listGuessedDraftsWithFile,
  listResourcesWithFile,
  releaseFile,
  saveText,
} from "../../server/modules/resources/index.ts";
import type { Extractor, ExtractResult } from "../extract/index.ts";
import { findFileBlob } from "./find-file-blob.ts";

const payload = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** What PostgreSQL cannot hold is not text anyone searches for. */
const storable = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();

const toText = (result: ExtractResult): ExtractedText =>
  result.status === "ready"
    ? {
        status: "ready",
        reason: null,
        pageCount: result.pageCount,
        properties: Object.fromEntries(
          Object.entries(result.properties).map(([name, value]) => [name, storable(value)]),
        ),
        passages: result.passages.map(({ page, pageKind, text }) => ({
          page,
          page_kind: pageKind,
          text: storable(text),
        })),
      }
    : { status: result.status, reason: result.reason, pageCount: null, passages: [] };

const readBlob = async (ctx: Context, extractor: Extractor, sha256: Sha256, file: { media_type: string }) => {
  await mkdir(tmpdir(), { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), "campus-commons-text-"));
  try {
    const copy = path.join(folder, "file");
    await pipeline(await ctx.blobs.read(sha256), createWriteStream(copy));
    return await extractor.extract({ path: copy, mediaType: file.media_type, fileName: "" });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The text is there: every version that waited for it may show it, and is indexed with it; drafts are guessed by it. */
const releaseToResources = async (ctx: Context, sha256: Sha256): Promise<void> => {
  await releaseFile(ctx.db, "file_text_awaited", sha256);
  for (const resourceId of await listResourcesWithFile(ctx.db, sha256))
    await enqueueIndexing(ctx, resourceId, { behind: 5 });
  for (const resourceId of await listGuessedDraftsWithFile(ctx.db, sha256))
    await enqueue(ctx, "refine-draft", { resourceId }, `refine:${resourceId}`);
};

/**
 * Reads the text of a blob once, keeps it, and has the resources indexed that show the file.
 */
export const extractText = async (ctx: Context, extractor: Extractor, input: unknown): Promise<void> => {
  const sha256 = payload.parse(input).sha256 as Sha256;
  const known = await ctx.db
    .selectFrom("file_text")
    .select("sha256")
    .where("sha256", "=", sha256)
    .executeTakeFirst();
  // Read meanwhile for another resource with the same bytes, which could not see the one that this job was made for.
  if (known) return inTransaction(ctx, (ctx) => releaseToResources(ctx, sha256));
  const file = await findFileBlob(ctx, sha256);
  if (!file) return;
  const result = await readBlob(ctx, extractor, sha256, file).catch((error: unknown): ExtractResult => {
    if (error instanceof NotFound)
      return { status: "failed", reason: "broken", detail: "the stored bytes are missing" };
    throw error;
  });
  if (result.status !== "ready")
    ctx.log.info({ sha256, reason: result.reason, detail: result.detail }, "no text");
  await inTransaction(ctx, async (ctx) => {
    await saveText(ctx.db, sha256, toText(result), ctx.clock.now());
    await releaseToResources(ctx, sha256);
  });
};
