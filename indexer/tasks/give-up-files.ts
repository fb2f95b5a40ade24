import type { Context } from "../../server/context.ts";
import type { Sha256 } from "../../server/ids.ts";
import type { DeadlyJob } from "../worker-lease.ts";
import { blobPayload } from "./blob-payload.ts";
import { keepText } from "./keep-text.ts";
import { keepPreview } from "./make-preview.ts";

/** What a file that ends the indexer itself has done; its owner reads that it is too complex. */
const result = {
  status: "failed",
  reason: "out-of-memory",
  detail: "the indexer was killed each time that it was at work on this file",
} as const;

/** Gives files a result whose jobs were killed together with their indexer as often as they may be tried. */
export const giveUpFiles = async (ctx: Context, jobs: readonly DeadlyJob[]): Promise<void> => {
  for (const { task, payload } of jobs) {
    const sha256 = blobPayload.safeParse(payload).data?.sha256 as Sha256 | undefined;
    if (!sha256) continue;
    ctx.log.warn({ task, sha256 }, result.detail);
    const kept =
      task === "make-preview" || task === "draw-slowly"
        ? keepPreview(ctx, sha256, { result, pages: [], words: null, pack: null })
        : keepText(ctx, sha256, result);
    // Those after it are given up all the same; it itself is found as forgotten.
    await kept.catch((error: unknown) =>
      ctx.log.warn({ err: error, sha256 }, "a file could not be given up"),
    );
  }
};
