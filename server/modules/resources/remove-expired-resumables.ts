import { randomUUID } from "node:crypto";
import type { Context } from "../../context.ts";
import type { UploadId } from "../../ids.ts";
import { takeLease } from "./lease-store.ts";
import { listExpiredResumables, removeResumable } from "./resumable-store.ts";
import { leaseMs } from "./upload-leases.ts";

const atOnce = 100;

/** False where it waits for the next sweep. */
const removeExpired = async (ctx: Context, id: UploadId): Promise<boolean> => {
  if (!(await takeLease(ctx.db, id, randomUUID(), leaseMs))) return false;
  try {
    await ctx.blobs.partials.remove(id);
  } catch (error) {
    // One that cannot be removed does not keep the others.
    ctx.log.warn({ err: error, uploadId: id }, "an expired upload could not be removed");
    return false;
  }
  await removeResumable(ctx.db, id);
  return true;
};

/** Forgets uploads that nobody finished in time, with what had come of them. One that is written to now waits for the next sweep. */
export const removeExpiredResumables = async (ctx: Context): Promise<void> => {
  const skipped = new Set<string>();
  for (;;) {
    const expired = await listExpiredResumables(ctx.db, ctx.clock.now(), atOnce + skipped.size);
    const ids = expired.filter((id) => !skipped.has(id));
    if (ids.length === 0) return;
    for (const id of ids) {
      if (!(await removeExpired(ctx, id))) skipped.add(id);
    }
  }
};
