import { sql } from "kysely";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inCreatingTransaction } from "../../db/transaction.ts";
import { NotFound, Unauthenticated, Unavailable } from "../../errors.ts";
import { newId, type PersonId, type ResourceId, type Sha256, type UnitId, type UploadId } from "../../ids.ts";
import {
  decodeFileName,
  recordBlob,
  type StoredUpload,
  sanitizeFileName,
  sniffMediaType,
} from "../storage/index.ts";
import { campusUsageBytes, insertUpload, listOwnUploads, lockCampusQuota } from "./file-store.ts";
import type { Upload } from "./schema.ts";
import { quotaExceeded } from "./upload-allowance.ts";
import { uploadView } from "./view.ts";
import { isVisibleTo } from "./visibility.ts";

/** An upload that no draft has taken up by then is forgotten; the sweep removes its bytes if nothing else has them. */
export const uploadLifetimeMs = 7 * 24 * 3600_000;
const mostDuplicates = 5;

/**
 * Resources that the actor may see and whose current files have these bytes, a few for each: nothing is told of any other.
 */
const listDuplicates = async (ctx: Context, sha256s: readonly Sha256[]) => {
  const { rows } = await sql<{ sha256: Sha256; resourceId: ResourceId; title: string }>`
    select wanted.sha256, found.* from unnest(${[...new Set(sha256s)]}::text[]) as wanted (sha256)
    cross join lateral (
      select distinct resource.id as "resourceId", version.title
      from resource_file join resource_version version on version.id = resource_file.version_id
      join resource on resource.current_version_id = version.id
      where resource_file.sha256 = wanted.sha256 and ${isVisibleTo(ctx.actor)} limit ${mostDuplicates}
    ) found`.execute(ctx.db);
  const duplicates = Map.groupBy(rows, (row) => row.sha256);
  return (sha256: Sha256) =>
    (duplicates.get(sha256) ?? []).map(({ resourceId, title }) => ({ resourceId, title }));
};

export const actorId = (ctx: Context): PersonId => {
  if (ctx.actor.kind !== "user") throw new Unauthenticated();
  return ctx.actor.id;
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
    await together?.(ctx);
    if ((await campusUsageBytes(ctx.db, campusId)) > ctx.config.uploads.campusQuotaBytes)
      throw quotaExceeded();
    return { id };
  });
  const row = {
    id,
    sha256: stored.sha256,
    name,
    media_type: sniffed.mediaType,
    size_bytes: stored.sizeBytes,
    warnings,
    expires_at: expiresAt,
  };
  return uploadView(row, (await listDuplicates(ctx, [stored.sha256]))(stored.sha256));
};

/** Those of these uploads that are the actor's own and still wait for a draft. */
export const listOwnUploadViews = async (ctx: Context, ids: readonly UploadId[]) => {
  const rows = await listOwnUploads(ctx.db, actorId(ctx), ids, ctx.clock.now());
  const duplicatesOf = await listDuplicates(
    ctx,
    rows.map((row) => row.sha256),
  );
  return rows.map((row) => uploadView(row, duplicatesOf(row.sha256)));
};

/** An upload of the actor's own, as it was answered when made. */
export const getOwnUpload = async (ctx: Context, id: UploadId): Promise<z.input<typeof Upload>> => {
  const [upload] = await listOwnUploadViews(ctx, [id]);
  if (!upload) throw new NotFound();
  return upload;
};
