import type { Context } from "../../server/context.ts";
import type { Sha256 } from "../../server/ids.ts";
import { blobJobKey, enqueueOnBlob, hindmost, listLiveJobs } from "../../server/jobs.ts";
import {
  listAwaitedUploads,
  listUnpicturedOfCurrentVersions,
  listUnpicturedOfDrafts,
  listUnreadOfCurrentVersions,
  listUnsketchedTexts,
} from "../../server/modules/resources/index.ts";
import { requestSketching } from "./sketch-texts.ts";

const mostAtOnce = 10_000;
/** Nobody waits for it, and yet it is to be found and looked at before uploads are compared. */
const behindOthers = 5;

const enqueueForgotten = async (
  ctx: Context,
  sha256s: Sha256[],
  job: "extract-text" | "make-preview",
  behind: number,
): Promise<void> => {
  const keyOf = (sha256: Sha256) => blobJobKey(job, sha256);
  const live = await listLiveJobs(ctx.db, sha256s.map(keyOf));
  for (const sha256 of sha256s) {
    if (!live.has(keyOf(sha256))) await enqueueOnBlob(ctx, job, { sha256 }, { behind });
  }
};

/**
 * Has files of current versions, and uploads, read, and pictures made of the former and of drafts, where nobody has and no job will: the
 * job was lost, or failed for the last time while the store or the reader could not be reached, or the file is older than
 * the pictures. Has texts sketched that are older than sketches.
 */
export const readForgottenFiles = async (ctx: Context): Promise<void> => {
  const unread = await listUnreadOfCurrentVersions(ctx.db, mostAtOnce);
  const awaited = await listAwaitedUploads(ctx.db, mostAtOnce);
  await enqueueForgotten(ctx, unread, "extract-text", behindOthers);
  await enqueueForgotten(ctx, awaited, "extract-text", hindmost);
  const unpictured = await listUnpicturedOfCurrentVersions(ctx.db, mostAtOnce);
  await enqueueForgotten(ctx, unpictured, "make-preview", behindOthers);
  const ofDrafts = await listUnpicturedOfDrafts(ctx.db, mostAtOnce);
  await enqueueForgotten(ctx, ofDrafts, "make-preview", hindmost);
  if ((await listUnsketchedTexts(ctx.db, 1)).length > 0) await requestSketching(ctx);
};
