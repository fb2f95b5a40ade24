import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { NotFound, Unauthenticated, Unavailable } from "../../errors.ts";
import { newId, type PersonId, type Sha256, type UnitId, type UploadId } from "../../ids.ts";
import { enqueueOnBlobUnlessWaiting, hindmost } from "../../jobs.ts";
import {
  decodeFileName,
  recordBlob,
  type StoredUpload,
  sanitizeFileName,
  sniffMediaType,
} from "../storage/index.ts";
import { awaitUploadText, listAwaitedByPerson } from "./duplicate-store.ts";
import { campusUsageBytes, insertUpload, listOwnUploads, lockCampusQuota } from "./file-store.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { mayHaveText } from "./may-have-text.ts";
import type { Upload } from "./schema.ts";
import { requestScan } from "./settle-scan.ts";
import { quotaExceeded } from "./upload-allowance.ts";
import { uploadView } from "./view.ts";

/** An upload that no draft has taken up by then is forgotten; the sweep removes its bytes if nothing else has them. */
export const uploadLifetimeMs = 7 * 24 * 3600_000;

export const actorId = (ctx: Context): PersonId => {
  if (ctx.actor.kind !== "user") throw new Unauthenticated();
  return ctx.actor.id;
};

/** Has an upload read, so that whoever sent it learns before publishing what it is nearly the same as. */
const requestComparing = async (ctx: Context, personId: PersonId, sha256: Sha256): Promise<void> => {
  await awaitUploadText(ctx.db, personId, sha256);
  await enqueueOnBlobUnlessWaiting(ctx, "extract-text", { sha256 }, { behind: hindmost });
};

export interface StoreUploadOptions {
  /** The id that it is known by already. */
  id?: UploadId;
  /** What else is to be true or not at all with the upload: done in its transaction. */
  together?: (ctx: Context) => Promise<void>;
}

/** Makes an upload of bytes that are already durable. Together with others at the same moment it keeps to the quota. */
export const storeUpload = async (
  ctx: Context,
  campusId: UnitId,
  stored: StoredUpload,
  { id = newId() as UploadId, together }: StoreUploadOptions = {},
): Promise<z.input<typeof Upload>> => {
  const personId = actorId(ctx);
  const givenName = decodeFileName(stored.originalNameBytes);
  const name = sanitizeFileName(givenName);
  const sniffed = await sniffMediaType({ ...stored, fileName: name });
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + uploadLifetimeMs);
  const warnings: z.input<typeof Upload>["warnings"] = [];
  if (!sniffed.matchesName) warnings.push("name-mismatch");
  if (sniffed.isActive) warnings.push("active-content");
  if (name !== givenName.normalize("NFC")) warnings.push("name-changed");
  // The request's body is known only now: the same key with other bytes is another request.
  const idempotency = ctx.idempotency && { ...ctx.idempotency, requestHash: stored.sha256 };
  await inCreatingTransaction({ ...ctx, ...(idempotency ? { idempotency } : {}) }, async (ctx) => {
    await lockCampusQuota(ctx.db, campusId);
    await recordBlob(ctx.db, {
      sha256: stored.sha256,
      sizeBytes: stored.sizeBytes,
      mediaType: sniffed.mediaType,
      scanStatus: ctx.config.scanner ? "waiting" : "unscanned",
    });
    // The record's lock keeps the sweep away from here on. Had it taken equal, unused bytes just before, nothing may be
    // acknowledged; this look at the store is the one exception to "no blob I/O in a transaction".
    if ((await ctx.blobs.size(stored.sha256)) !== stored.sizeBytes) throw new Unavailable("upload.retry");
    const { sha256, sizeBytes } = stored;
    await insertUpload(ctx.db, {
      id,
      personId,
      campusId,
      sha256,
      sizeBytes,
      name,
      mediaType: sniffed.mediaType,
      warnings,
      now,
      expiresAt,
    });
    // In the order in which settling a scan locks them: the wait for it, then the job that reads the text.
    if (ctx.config.scanner) await requestScan(ctx, personId, sha256);
    if (mayHaveText(sniffed.mediaType)) await requestComparing(ctx, personId, sha256);
    await together?.(ctx);
    if ((await campusUsageBytes(ctx.db, campusId)) > ctx.config.uploads.campusQuotaBytes)
      throw quotaExceeded();
    return { id };
  });
  return getOwnUpload(ctx, id);
};

/** Those of these uploads that are the actor's own and still wait for a draft. */
export const listOwnUploadViews = async (ctx: Context, ids: readonly UploadId[]) => {
  const personId = actorId(ctx);
  const rows = await listOwnUploads(ctx.db, personId, ids, ctx.clock.now());
  const sha256s = rows.map((row) => row.sha256);
  const awaited = await listAwaitedByPerson(ctx.db, personId, sha256s);
  // Of a type that is not read nothing is awaited: what is known of the bytes then is somebody else's text.
  const compared = rows.filter((row) => !awaited.has(row.sha256) && mayHaveText(row.media_type));
  const duplicates = await findDuplicates(
    ctx,
    sha256s,
    compared.map((row) => row.sha256),
  );
  return rows.map((row) =>
    uploadView(row, awaited.has(row.sha256) ? "waiting" : "done", duplicates.get(row.sha256) ?? []),
  );
};

/** The same without what is nearly the same text: whether there is any is to be asked for each by itself. */
export const listUncomparedUploadViews = async (ctx: Context, ids: readonly UploadId[]) => {
  const rows = await listOwnUploads(ctx.db, actorId(ctx), ids, ctx.clock.now());
  const sha256s = rows.map((row) => row.sha256);
  const duplicates = await findDuplicates(ctx, sha256s, []);
  return rows.map((row) =>
    uploadView(row, mayHaveText(row.media_type) ? "waiting" : "done", duplicates.get(row.sha256) ?? []),
  );
};

/** An upload of the actor's own, as it was answered when made. */
export const getOwnUpload = async (ctx: Context, id: UploadId): Promise<z.input<typeof Upload>> => {
  const [upload] = await listOwnUploadViews(ctx, [id]);
  if (!upload) throw new NotFound();
  return upload;
};
