import { z } from "zod";
import type { Context } from "../../server/context.ts";
import { NotFound, Unavailable } from "../../server/errors.ts";
import { enqueueUnlessWaiting, type ScanOrder } from "../../server/jobs.ts";
import { explainWait, settleScan } from "../../server/modules/resources/index.ts";
import { findScan, type ScanState } from "../../server/modules/storage/index.ts";
import type { Scanner, Verdict } from "../scan/index.ts";

const count = z.int().min(0).default(0);
const payload = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  isAgain: z.boolean().default(false),
  waits: count,
  failures: count,
});

/** How soon a scanner that was away is asked again: at once nearly, then less and less often. */
const waitMs = (waits: number): number => Math.min(60_000, 1000 * 2 ** waits);
/** A scanner that is there and fails so often at these bytes will go on failing. */
const mostFailures = 5;

const stateOf = (verdict: Verdict): ScanState => {
  if (verdict.status === "infected") return { status: "infected", detail: verdict.signature };
  return { status: verdict.status, detail: verdict.status === "unscannable" ? verdict.reason : null };
};

const unscannable = (detail: string): ScanState => ({ status: "unscannable", detail });

/** Null where it is to be tried again. */
const stateAfter = (error: unknown, failures: number): ScanState | null => {
  if (error instanceof NotFound) return unscannable("missing");
  if (!(error instanceof Unavailable) || !error.code.startsWith("scanner.")) throw error;
  return error.code === "scanner.failed" && failures + 1 >= mostFailures ? unscannable("failed") : null;
};

const tryAgainLater = async (ctx: Context, order: ScanOrder, error: Unavailable): Promise<void> => {
  const { sha256, waits = 0, failures = 0 } = order;
  const isAway = error.code === "scanner.away";
  ctx.log.warn({ err: error, sha256 }, "a scan waits for the scanner");
  await explainWait(ctx.db, sha256, isAway ? "scanner-away" : null);
  const next = { ...order, waits: waits + 1, failures: isAway ? failures : failures + 1 };
  await enqueueUnlessWaiting(ctx, "scan-blob", next, `scan:${sha256}`, { delayMs: waitMs(waits) });
};

/**
 * Has bytes scanned and keeps the verdict. While the scanner is away they wait, for as long as it takes; where none is set
 * any more, what waited counts as not scanned.
 */
export const scanBlob = async (
  ctx: Context,
  scanner: Scanner | null,
  input: unknown,
  signal?: AbortSignal,
): Promise<void> => {
  const order = payload.parse(input) as Required<ScanOrder>;
  const { sha256 } = order;
  const known = await findScan(ctx.db, sha256);
  if (!known) return;
  const settle = (state: ScanState) => settleScan(ctx, sha256, state);
  if (known.status === "infected" && !order.isAgain) return settle(known);
  if (!scanner) return settle(known.status === "waiting" ? { status: "unscanned", detail: null } : known);
  if (known.sizeBytes > scanner.maxBytes) return settle(unscannable("too-large"));
  try {
    await settle(stateOf(await scanner.scan(await ctx.blobs.read(sha256), signal)));
  } catch (error) {
    const state = stateAfter(error, order.failures);
    if (state) await settle(state);
    else await tryAgainLater(ctx, order, error as Unavailable);
  }
};
