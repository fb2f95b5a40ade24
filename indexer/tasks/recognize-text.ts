import type { Context } from "../../server/context.ts";
import { NotFound } from "../../server/errors.ts";
import type { Sha256 } from "../../server/ids.ts";
import { mayOpen } from "../../server/modules/resources/index.ts";
import { type ExtractResult, passagesOfPages } from "../extract/index.ts";
import { recognizePages } from "../recognize/recognize-pages.ts";
import { blobPayload } from "./blob-payload.ts";
import { findFileBlob } from "./find-file-blob.ts";
import { keepText } from "./keep-text.ts";
import { withCopy } from "./with-copy.ts";

const scanned: ExtractResult = { status: "none", reason: "scanned" };

/** Reads the pictures of a scanned PDF, which `extract-text` has handed over, and keeps what that gives. */
export const recognizeText = async (ctx: Context, input: unknown, signal: AbortSignal): Promise<void> => {
  const { sha256 } = blobPayload.parse(input) as { sha256: Sha256 };
  const { recognition } = ctx.config;
  if (!(await mayOpen(ctx.db, sha256)) || !(await findFileBlob(ctx, sha256))) return;
  const pages = recognition
    ? await withCopy(ctx, sha256, (path) => recognizePages(recognition, path, signal)).catch((error) => {
        if (error instanceof NotFound) return [];
        throw error;
      })
    : [];
  const passages = passagesOfPages(pages);
  const result: ExtractResult =
    passages.length === 0
      ? scanned
      : { status: "ready", passages, pageCount: null, isTruncated: false, properties: {} };
  await keepText(ctx, sha256, result);
};
