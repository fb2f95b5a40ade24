import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Conflict, Invalid } from "../../errors.ts";
import type { UnitId, UploadId } from "../../ids.ts";
import { lockCampusQuota } from "./file-store.ts";
import { insertResumable, type ResumableRow, unfinishedOf } from "./resumable-store.ts";
import { actorId, uploadLifetimeMs } from "./store-upload.ts";
import { readFileName } from "./tus-metadata.ts";
import { allowanceOf } from "./upload-allowance.ts";

/** More than anybody has under way: each costs a row and a file, though not a byte has come. */
const mostUnfinished = 500;

export interface NewResumable {
  id: UploadId;
  campusId: UnitId;
  sizeBytes: number;
  /** The Upload-Metadata header. */
  metadata: string;
}

/**
 * Notes that a file of this size is on its way. What is too large, or more than the campus has room for, is refused
 * before a byte of it travels; what the same person has begun already counts as if it were there.
 */
export const beginResumable = async (ctx: Context, upload: NewResumable): Promise<ResumableRow> => {
  const { id, campusId, sizeBytes, metadata } = upload;
  const personId = actorId(ctx);
  if (sizeBytes === 0) throw new Invalid("upload.empty", "The file is empty.");
  if (readFileName(metadata) === null)
    throw new Invalid("upload.no-name", "Name the file in Upload-Metadata, as filename.");
  return inTransaction(ctx, async (ctx) => {
    await lockCampusQuota(ctx.db, campusId);
    const now = ctx.clock.now();
    const unfinished = await unfinishedOf(ctx.db, personId, campusId, now);
    if (unfinished.count >= mostUnfinished)
      throw new Conflict("upload.too-many", "Too many uploads are unfinished; end some first.");
    const allowance = await allowanceOf(ctx, campusId, unfinished.bytes);
    if (sizeBytes > allowance.bytes) throw allowance.refusal();
    const row = {
      id,
      person_id: personId,
      campus_id: campusId,
      size_bytes: sizeBytes,
      metadata,
      created_at: now,
      expires_at: new Date(now.getTime() + uploadLifetimeMs),
    };
    await insertResumable(ctx.db, row);
    return row;
  });
};
