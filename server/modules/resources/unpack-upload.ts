import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Invalid, NotFound } from "../../errors.ts";
import type { UploadId } from "../../ids.ts";
import { enqueue, listLiveJobs, unpackingKey } from "../../jobs.ts";
import { listOwnUploads } from "./file-store.ts";
import { actorId, listUncomparedUploadViews } from "./store-upload.ts";
import type { UnpackingStatus } from "./tables.ts";
import { type Unpacking, unpackedAtOnce } from "./unpacking-schema.ts";
import { findUnpacking, insertUnpacking, listUnpackedFiles } from "./unpacking-store.ts";

const requireOwn = async (ctx: Context, id: UploadId) => {
  const [upload] = await listOwnUploads(ctx.db, actorId(ctx), [id], ctx.clock.now());
  if (!upload) throw new NotFound();
  return upload;
};

const isUnderWay = ({ status }: { status: UnpackingStatus }): boolean =>
  status === "waiting" || status === "running";

const hasLiveJob = async (ctx: Context, id: UploadId): Promise<boolean> =>
  (await listLiveJobs(ctx.db, [unpackingKey(id)])).has(unpackingKey(id));

/** Has an own upload that is a zip file unpacked into uploads; asked for again, it goes on with what was asked for before. */
export const requestUnpacking = (ctx: Context, id: UploadId): Promise<z.input<typeof Unpacking>> =>
  inTransaction(ctx, async (ctx) => {
    const upload = await requireOwn(ctx, id);
    if (upload.media_type !== "application/zip")
      throw new Invalid("unpacking.not-zip", "Only zip files can be unpacked.");
    await insertUnpacking(ctx.db, id, ctx.clock.now());
    const unpacking = await findUnpacking(ctx.db, id);
    // A job beside one that runs would take the same files once more.
    if (unpacking && isUnderWay(unpacking) && !(await hasLiveJob(ctx, id)))
      await enqueue(ctx, "unpack-upload", { uploadId: id }, unpackingKey(id));
    return getUnpacking(ctx, id, 0);
  });

/** How far it is, and the files after one that is known already. */
export const getUnpacking = async (
  ctx: Context,
  id: UploadId,
  after: number,
): Promise<z.input<typeof Unpacking>> => {
  await requireOwn(ctx, id);
  const unpacking = await findUnpacking(ctx.db, id);
  if (!unpacking) throw new NotFound();
  // Tried too often, or lost: whoever asks again has it begin where it ended.
  const isLost = isUnderWay(unpacking) && !(await hasLiveJob(ctx, id));
  const files = await listUnpackedFiles(ctx.db, id, after, unpackedAtOnce);
  const uploads = await listUncomparedUploadViews(
    ctx,
    files.flatMap(({ unpacked_upload_id }) => unpacked_upload_id ?? []),
  );
  const uploadOf = new Map(uploads.map((upload) => [String(upload.id), upload]));
  return {
    status: isLost ? "failed" : unpacking.status,
    reason: isLost ? "interrupted" : unpacking.reason,
    fileCount: unpacking.file_count,
    files: files.map(({ position, path, unpacked_upload_id, reason }) => ({
      position,
      path,
      upload: uploadOf.get(String(unpacked_upload_id)) ?? null,
      reason,
    })),
  };
};
