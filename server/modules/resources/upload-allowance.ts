import type { Context } from "../../context.ts";
import { keyReused } from "../../db/idempotency.ts";
import { findMadeBefore } from "../../db/transaction.ts";
import { type DomainError, OutOfStorage, TooLarge } from "../../errors.ts";
import type { UnitId, UploadId } from "../../ids.ts";
import { campusUsageBytes, listOwnUploads } from "./file-store.ts";

export interface Allowance {
  /** The most bytes that one more file may have. */
  bytes: number;
  /** What a file with more bytes is told: the limit for every file, or the campus's quota where less of that is left. */
  refusal(): DomainError;
}

export const quotaExceeded = () =>
  new OutOfStorage("quota.exceeded", "The campus has no room left for this file; ask its administrator.");

/** How many bytes the campus may still upload; none left is an error. */
export const remainingQuota = async (ctx: Context, campusId: UnitId, promisedBytes = 0): Promise<number> => {
  const usedBytes = promisedBytes + (await campusUsageBytes(ctx.db, campusId));
  const remaining = ctx.config.uploads.campusQuotaBytes - usedBytes;
  if (remaining <= 0) throw quotaExceeded();
  return remaining;
};

/** A file that is sent again counts already, and has room where nothing more has: as many bytes as it had, and no more. */
export const allowanceOfSentAgain = async (ctx: Context): Promise<Allowance | null> => {
  if (ctx.actor.kind !== "user") return null;
  const made = (await findMadeBefore(ctx)) as UploadId | null;
  const [upload] = made ? await listOwnUploads(ctx.db, ctx.actor.id, [made], ctx.clock.now()) : [];
  return upload ? { bytes: upload.size_bytes, refusal: keyReused } : null;
};

/**
 * How large a file the campus may still take; no room at all is an error before a byte travels. `promisedBytes`: of files
 * that are on their way already and belong to the same person.
 */
export const allowanceOf = async (ctx: Context, campusId: UnitId, promisedBytes = 0): Promise<Allowance> => {
  const { maxBytes } = ctx.config.uploads;
  const remaining = await remainingQuota(ctx, campusId, promisedBytes);
  if (remaining < maxBytes) return { bytes: remaining, refusal: quotaExceeded };
  const message = `The largest file accepted here has ${maxBytes} bytes.`;
  return { bytes: maxBytes, refusal: () => new TooLarge("upload.too-large", message) };
};
