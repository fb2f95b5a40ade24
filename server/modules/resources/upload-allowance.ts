import type { Context } from "../../context.ts";
import { type DomainError, OutOfStorage, TooLarge } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";
import { campusUsageBytes } from "./file-store.ts";

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

/** How large any file may be. */
export const largestFile = (ctx: Context): Allowance => {
  const { maxBytes } = ctx.config.uploads;
  const message = `The largest file accepted here has ${maxBytes} bytes.`;
  return { bytes: maxBytes, refusal: () => new TooLarge("upload.too-large", message) };
};

/**
 * How large a file the campus may still take; no room at all is an error before a byte travels. `promisedBytes`: of files
 * that are on their way already and belong to the same person.
 */
export const allowanceOf = async (ctx: Context, campusId: UnitId, promisedBytes = 0): Promise<Allowance> => {
  const remaining = await remainingQuota(ctx, campusId, promisedBytes);
  const largest = largestFile(ctx);
  return remaining < largest.bytes ? { bytes: remaining, refusal: quotaExceeded } : largest;
};
