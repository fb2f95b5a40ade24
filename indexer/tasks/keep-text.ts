import type { Context } from "../../server/context.ts";
import { inTransaction } from "../../server/db/transaction.ts";
import type { ResourceId, Sha256 } from "../../server/ids.ts";
import { enqueue, enqueueIndexing } from "../../server/jobs.ts";
import {
  type ExtractedText,
  listGuessedDraftsWithFile,
  listResourcesWithFile,
  type PageWords,
  releaseUploads,
  releaseVersions,
  saveSketch,
  saveText,
} from "../../server/modules/resources/index.ts";
import { sketchText } from "../../server/modules/search/index.ts";
import type { ExtractResult } from "../extract/index.ts";
import { isStillOpen } from "./is-still-open.ts";

/** What PostgreSQL cannot hold is not text anyone searches for. */
const storable = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();

const toText = (result: ExtractResult, recognized: readonly PageWords[]): ExtractedText =>
  result.status === "ready"
    ? {
        status: "ready",
        reason: result.endedBy ?? (result.isTruncated ? "long" : null),
        pageCount: result.pageCount,
        properties: Object.fromEntries(
          Object.entries(result.properties).map(([name, value]) => [name, storable(value)]),
        ),
        passages: result.passages.map(({ page, pageKind, text }) => ({
          page,
          page_kind: pageKind,
          text: storable(text),
        })),
        recognized,
      }
    : { status: result.status, reason: result.reason, pageCount: null, passages: [] };

/**
 * The text is there: every version that waited for it may show it; who uploaded it may know what is like it; drafts are
 * guessed by it. Answers the resources that waited.
 */
const releaseText = async (ctx: Context, sha256: Sha256): Promise<ResourceId[]> => {
  const released = await releaseVersions(ctx.db, "file_text_awaited", sha256);
  await releaseUploads(ctx.db, sha256);
  for (const resourceId of await listGuessedDraftsWithFile(ctx.db, sha256))
    await enqueue(ctx, "refine-draft", { resourceId }, `refine:${resourceId}`);
  return released;
};

const indexWithText = async (ctx: Context, resourceIds: readonly ResourceId[]): Promise<void> => {
  for (const resourceId of resourceIds) await enqueueIndexing(ctx, resourceId, { behind: 5 });
};

/** The text was known already: only those who waited are indexed with it. */
export const releaseKnownText = (ctx: Context, sha256: Sha256): Promise<void> =>
  inTransaction(ctx, async (ctx) => indexWithText(ctx, await releaseText(ctx, sha256)));

/** Keeps what was read of a blob, or why nothing was, and has the resources indexed that show the file. */
export const keepText = async (
  ctx: Context,
  sha256: Sha256,
  result: ExtractResult,
  recognized: readonly PageWords[] = [],
): Promise<void> => {
  if (result.status !== "ready")
    ctx.log.info({ sha256, reason: result.reason, detail: result.detail }, "no text");
  else if (result.endedBy) ctx.log.info({ sha256, reason: result.endedBy }, "text in part");
  const text = toText(result, recognized);
  const sketch = sketchText(text.passages.map((passage) => passage.text));
  await inTransaction(ctx, async (ctx) => {
    if (!(await isStillOpen(ctx, sha256))) return;
    await saveText(ctx.db, sha256, text, ctx.clock.now());
    if (text.status === "ready") await saveSketch(ctx.db, sha256, sketch);
    await releaseText(ctx, sha256);
    await indexWithText(ctx, await listResourcesWithFile(ctx.db, sha256));
  });
};
