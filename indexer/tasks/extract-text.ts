import type { Context } from "../../server/context.ts";
import { NotFound } from "../../server/errors.ts";
import type { Sha256 } from "../../server/ids.ts";
import { enqueueOnBlob } from "../../server/jobs.ts";
import {
  hasText,
  mayOpen,
  releaseQuarantinedText,
  releaseUploads,
} from "../../server/modules/resources/index.ts";
import type { Extractor, ExtractResult } from "../extract/index.ts";
import { blobPayload } from "./blob-payload.ts";
import { findFileBlob } from "./find-file-blob.ts";
import { keepText, releaseKnownText } from "./keep-text.ts";
import { withCopy } from "./with-copy.ts";

/**
 * Reads the text of a blob once, keeps it, and has the resources indexed that show the file.
 */
export const extractText = async (ctx: Context, extractor: Extractor, input: unknown): Promise<void> => {
  const sha256 = blobPayload.parse(input).sha256 as Sha256;
  // Held by the scanner: whoever releases it has it read.
  if (!(await mayOpen(ctx.db, sha256))) return releaseQuarantinedText(ctx.db, sha256);
  // Read meanwhile for another resource with the same bytes, which could not see the one that this job was made for.
  if (await hasText(ctx.db, sha256)) return releaseKnownText(ctx, sha256);
  const file = await findFileBlob(ctx, sha256);
  // Nobody has it any more: nobody waits for it.
  if (!file) return releaseUploads(ctx.db, sha256);
  const read = (path: string) => extractor.extract({ path, mediaType: file.media_type, fileName: "" });
  const result = await withCopy(ctx, sha256, read).catch((error: unknown): ExtractResult => {
    if (error instanceof NotFound)
      return { status: "failed", reason: "broken", detail: "the stored bytes are missing" };
    throw error;
  });
  if (result.status !== "ready" && result.reason === "scanned" && ctx.config.recognition)
    // Under this job's key: the file is not forgotten, it is being read.
    return enqueueOnBlob(ctx, "recognize-text", { sha256 });
  await keepText(ctx, sha256, result);
  // What there is can be found at once, what is in the pictures later.
  if (result.status === "ready" && result.scannedPages?.length && ctx.config.recognition)
    await enqueueOnBlob(ctx, "recognize-text", { sha256 });
};
