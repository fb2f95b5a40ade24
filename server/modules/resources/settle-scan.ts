import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import type { PersonId, Sha256 } from "../../ids.ts";
import { enqueue, enqueueIndexing, enqueueUnlessWaiting, hindmost } from "../../jobs.ts";
import { appendEvent } from "../events/index.ts";
import { lockScan, recordScan, type ScanState } from "../storage/index.ts";
import { releaseFile } from "./awaiting-store.ts";
import { listGuessedDraftsWithFile } from "./guess-store.ts";
import { listResourcesWithFile } from "./index-store.ts";
import { renewCards } from "./preview-store.ts";
import { awaitScan, endScanWaits, forgetContent, isAwaited, listResourcesHolding } from "./scan-store.ts";

const isQuarantined = ({ status }: ScanState): boolean => status === "infected" || status === "unscannable";

/** Notes that a person's upload waits for a scan, and asks for it. Within the caller's transaction. */
export const requestScan = async (ctx: Context, personId: PersonId, sha256: Sha256): Promise<void> => {
  await awaitScan(ctx.db, personId, sha256, ctx.clock.now());
  await enqueue(ctx, "scan-blob", { sha256 }, `scan:${sha256}`);
};

/** Has done what waited for the bytes to be opened: texts and pictures of what is published, guesses of drafts. */
const requestContent = async (ctx: Context, sha256: Sha256): Promise<void> => {
  const isShown = (await listResourcesWithFile(ctx.db, sha256)).length > 0;
  if (isShown || (await isAwaited(ctx.db, "file_text_awaited", sha256)))
    await enqueue(ctx, "extract-text", { sha256 }, `text:${sha256}`);
  else if (
    (await isAwaited(ctx.db, "upload_text_awaited", sha256)) ||
    (await listGuessedDraftsWithFile(ctx.db, sha256)).length > 0
  )
    await enqueueUnlessWaiting(ctx, "extract-text", { sha256 }, `text:${sha256}`, { behind: hindmost });
  if (isShown || (await isAwaited(ctx.db, "file_preview_awaited", sha256)))
    await enqueue(ctx, "make-preview", { sha256 }, `preview:${sha256}`);
};

/** What was made of the bytes while they passed for clean is taken back. */
const withdrawContent = async (ctx: Context, sha256: Sha256): Promise<void> => {
  await forgetContent(ctx.db, sha256);
  await renewCards(ctx.db, sha256);
  for (const resourceId of await listResourcesWithFile(ctx.db, sha256))
    await enqueueIndexing(ctx, resourceId);
};

/**
 * Keeps what a scan said of bytes, ends the waiting for it, and notes for each resource that has them when they go into
 * quarantine or come out of it.
 */
export const settleScan = (ctx: Context, sha256: Sha256, now: ScanState): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const before = await lockScan(ctx.db, sha256, "update");
    if (!before) return;
    await recordScan(ctx.db, sha256, now, ctx.clock.now());
    const waited = await endScanWaits(ctx.db, sha256);
    const isChanged = isQuarantined(before) !== isQuarantined(now);
    if (isChanged && isQuarantined(now)) await withdrawContent(ctx, sha256);
    if (isQuarantined(now)) await releaseFile(ctx.db, "upload_text_awaited", sha256);
    if (!isQuarantined(now) && (isChanged || before.status === "waiting" || waited.length > 0))
      await requestContent(ctx, sha256);
    if (!isChanged && !isQuarantined(now)) return;
    const kind = isQuarantined(now) ? "file.quarantined" : "file.released";
    const concerned = await listResourcesHolding(ctx.db, sha256, isChanged ? undefined : waited);
    for (const { id, campusId } of concerned)
      await appendEvent(ctx, {
        kind,
        subject: { kind: "resource", id },
        unitId: campusId,
        data: { sha256, ...now },
      });
  });
