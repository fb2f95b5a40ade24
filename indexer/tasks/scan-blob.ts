import { z } from "zod";
import type { Context } from "../../server/context.ts";
import { NotFound, Unavailable } from "../../server/errors.ts";
import { enqueueOnBlob, enqueueOnBlobUnlessWaiting, type ScanOrder } from "../../server/jobs.ts";
import { explainWait, settleScan } from "../../server/modules/resources/index.ts";
import { findScan, type ScanState } from "../../server/modules/storage/index.ts";
import type { Scanner, Verdict } from "../scan/index.ts";
import { blobPayload } from "./blob-payload.ts";

const payload = blobPayload.extend({
  isAgain: z.boolean().default(false),
  waits: z.int().min(0).default(0),
  refusals: z.int().min(0).default(0),
});

/** How soon bytes that came to no verdict are tried again: at once nearly, then less and less often, each minute at last. */
const waitMs = (waits: number): number => Math.min(60_000, 1000 * 2 ** waits);

const stateOf = (verdict: Verdict): ScanState => {
  if (verdict.status === "infected") return { status: "infected", detail: verdict.signature };
  return { status: verdict.status, detail: verdict.status === "unscannable" ? verdict.reason : null };
};

/** Of a damaged blob there is nothing to wait for. */
const troubles = ["scanner.", "storage.", "blob.unreadable"];

/** The scanner is away or in trouble, or the store did not give the bytes: of the bytes themselves that says nothing. */
const isTrouble = (error: unknown): error is NotFound | Unavailable =>
  error instanceof NotFound ||
  (error instanceof Unavailable && troubles.some((trouble) => error.code.startsWith(trouble)));

/** So often a scanner that scans other bytes may come to no verdict on these, over some ten minutes. */
const mostRefusals = 15;

/** Of what the scanner cannot deal with what was known stands; what was never scanned is held as unscannable. */
const stateOfRefused = ({ status, detail }: ScanState): ScanState =>
  status === "waiting" || status === "unscanned"
    ? { status: "unscannable", detail: "failed" }
    : { status, detail };

const tryAgainLater = async (
  ctx: Context,
  order: ScanOrder,
  error: NotFound | Unavailable,
): Promise<void> => {
  const { sha256, waits = 0, refusals = 0 } = order;
  ctx.log.warn({ err: error, sha256 }, "a scan came to no verdict and will be tried again");
  await explainWait(ctx.db, sha256, error.code === "scanner.away" ? "scanner-away" : null);
  const isRefused = error.code === "scanner.refused";
  const next = { ...order, waits: waits + 1, refusals: refusals + (isRefused ? 1 : 0) };
  // An ordered rescan is not given up for an upload's scan that was asked for meanwhile.
  const again = order.isAgain ? enqueueOnBlob : enqueueOnBlobUnlessWaiting;
  await again(ctx, "scan-blob", next, { delayMs: waitMs(waits) });
};

/**
 * Has bytes scanned and keeps the verdict. Trouble of the scanner or of the store changes no state: it is tried again for as
 * long as it takes; but a file on which a scanner that is well comes to no verdict is given up in the end. Known bytes are
 * scanned as new ones are, since how soon an upload is settled must not tell that others have them.
 */
export const scanBlob = async (
  ctx: Context,
  scanner: Scanner,
  input: unknown,
  signal?: AbortSignal,
): Promise<void> => {
  const order = payload.parse(input) as Required<ScanOrder>;
  const { sha256 } = order;
  const known = await findScan(ctx.db, sha256);
  if (!known) return;
  const scan = { isAgain: order.isAgain, knownAt: known.scannedAt };
  const settle = (verdict: ScanState) => settleScan(ctx, sha256, verdict, scan);
  if (known.sizeBytes > scanner.maxBytes) return settle({ status: "unscannable", detail: "too-large" });
  try {
    await settle(stateOf(await scanner.scan(await ctx.blobs.read(sha256), signal)));
  } catch (error) {
    if (!isTrouble(error)) throw error;
    if (error.code === "scanner.refused" && order.refusals + 1 >= mostRefusals)
      return settle(stateOfRefused(known));
    await tryAgainLater(ctx, order, error);
  }
};
