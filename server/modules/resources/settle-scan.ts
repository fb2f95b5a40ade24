import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import type { PersonId, Sha256 } from "../../ids.ts";
import {
  blobJobKey,
  bringForward,
  enqueueIndexing,
  enqueueOnBlob,
  enqueueOnBlobUnlessWaiting,
  hindmost,
} from "../../jobs.ts";
import { appendEvent } from "../events/index.ts";
import {
  findingOf,
  lockScan,
  type RecordedScan,
  recordRelease,
  recordScan,
  type ScanState,
} from "../storage/index.ts";
import { type AwaitedTable, releaseUploads } from "./awaiting-store.ts";
import { isAwaitedByDraft } from "./draft-preview-store.ts";
import { listGuessedDraftsWithFile } from "./guess-store.ts";
import { listResourcesWithFile } from "./index-store.ts";
import { hasPreview, renewCards, renewCardsOf } from "./preview-store.ts";
import { awaitScan, endScanWaits, forgetContent, isAwaited, listResourcesHolding } from "./scan-store.ts";
import { hasText } from "./text-store.ts";

const isQuarantined = ({ status }: ScanState): boolean => status === "infected" || status === "unscannable";

/** Notes that a person's upload waits for a scan, and asks for it. Within the caller's transaction. */
export const requestScan = async (ctx: Context, personId: PersonId, sha256: Sha256): Promise<void> => {
  await awaitScan(ctx.db, personId, sha256, ctx.clock.now());
  await enqueueOnBlobUnlessWaiting(ctx, "scan-blob", { sha256 });
  await bringForward(ctx.db, blobJobKey("scan-blob", sha256), { isDue: true });
};

/**
 * Has done what waited for the bytes to be opened: texts and pictures of what is published, guesses and pictures of drafts. What was made
 * and waits for nobody stays as it is.
 */
const requestContent = async (ctx: Context, sha256: Sha256): Promise<void> => {
  const isShown = (await listResourcesWithFile(ctx.db, sha256)).length > 0;
  const isWanted = async (awaited: AwaitedTable, has: typeof hasText) =>
    (isShown && !(await has(ctx.db, sha256))) || (await isAwaited(ctx.db, awaited, sha256));
  if (await isWanted("file_text_awaited", hasText)) await enqueueOnBlob(ctx, "extract-text", { sha256 });
  else if (
    (await isAwaited(ctx.db, "upload_text_awaited", sha256)) ||
    (await listGuessedDraftsWithFile(ctx.db, sha256)).length > 0
  )
    await enqueueOnBlobUnlessWaiting(ctx, "extract-text", { sha256 }, { behind: hindmost });
  if (await isWanted("file_preview_awaited", hasPreview))
    await enqueueOnBlob(ctx, "make-preview", { sha256 });
  else if (await isAwaitedByDraft(ctx.db, sha256))
    await enqueueOnBlobUnlessWaiting(ctx, "make-preview", { sha256 }, { behind: hindmost });
};

/** What was made of the bytes while they passed for clean is taken back. */
const withdrawContent = async (ctx: Context, sha256: Sha256): Promise<void> => {
  await forgetContent(ctx.db, sha256);
  await renewCards(ctx.db, sha256);
  for (const resourceId of await listResourcesWithFile(ctx.db, sha256))
    await enqueueIndexing(ctx, resourceId);
};

/** How a scan came about: whether as an ordered rescan, and as of when it found the state that it may replace. */
export interface ScanOrigin {
  isAgain: boolean;
  knownAt: Date | null;
}

/** Whether a verdict takes the place of what is recorded. Malware gives way only to a rescan begun after it was found. */
const prevails = (verdict: ScanState, recorded: RecordedScan, origin?: ScanOrigin): boolean => {
  if (isQuarantined(verdict) && findingOf(verdict) === recorded.releasedFinding) return false;
  if (verdict.status === "unscanned") return recorded.status === "waiting";
  if (recorded.status !== "infected" || verdict.status === "infected") return true;
  return origin?.isAgain === true && origin.knownAt?.getTime() === recorded.scannedAt?.getTime();
};

/** What else changes with the state of bytes; `waited` are those who waited for it. */
const followState = async (
  ctx: Context,
  sha256: Sha256,
  { before, now, waited }: { before: ScanState; now: ScanState; waited: readonly PersonId[] },
): Promise<void> => {
  // While somebody waits for a scan of their own, their cards show no picture of the file.
  await renewCardsOf(
    ctx.db,
    (await listResourcesHolding(ctx.db, sha256, waited)).map(({ id }) => id),
  );
  const isChanged = isQuarantined(before) !== isQuarantined(now);
  if (isChanged && isQuarantined(now)) await withdrawContent(ctx, sha256);
  if (isQuarantined(now)) await releaseUploads(ctx.db, sha256);
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
      data: { sha256, status: now.status, detail: now.detail },
    });
};

/**
 * Keeps what a scan said of bytes, unless what is recorded meanwhile stands against it, ends the waiting for it, and notes
 * for each resource that has them when they go into quarantine or come out of it. "unscanned" only releases what waits.
 */
export const settleScan = (
  ctx: Context,
  sha256: Sha256,
  verdict: ScanState,
  origin?: ScanOrigin,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const before = await lockScan(ctx.db, sha256, "update");
    if (!before) return;
    const isNews = prevails(verdict, before, origin);
    if (isNews) await recordScan(ctx.db, sha256, verdict, ctx.clock.now());
    const waited = await endScanWaits(ctx.db, sha256);
    await followState(ctx, sha256, { before, now: isNews ? verdict : before, waited });
  });

/** Takes bytes out of quarantine in spite of what was found. Within the caller's transaction; false where they are not in it. */
export const releaseFinding = async (ctx: Context, sha256: Sha256): Promise<boolean> => {
  const before = await lockScan(ctx.db, sha256, "update");
  if (!before || !isQuarantined(before)) return false;
  await recordRelease(ctx.db, sha256, findingOf(before), ctx.clock.now());
  await followState(ctx, sha256, { before, now: { status: "clean", detail: null }, waited: [] });
  return true;
};
