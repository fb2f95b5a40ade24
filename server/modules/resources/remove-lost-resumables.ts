import { randomUUID } from "node:crypto";
import type { Context } from "../../context.ts";
import type { UploadId } from "../../ids.ts";
import { takeLease } from "./lease-store.ts";
import { listResumablesAfter, removeResumable } from "./resumable-store.ts";
import { leaseMs } from "./upload-leases.ts";

const atOnce = 100;
/** An upload has a record a moment before it has a file. */
const graceMs = 3600_000;

/**
 * Forgets uploads whose bytes are gone (a disk restored, a bucket emptied): they cannot be continued, and what they were
 * to have would count against their person's quota until they expire.
 */
export const removeLostResumables = async (ctx: Context): Promise<void> => {
  const before = new Date(ctx.clock.now().getTime() - graceMs);
  let after: UploadId | null = null;
  for (;;) {
    const ids: UploadId[] = await listResumablesAfter(ctx.db, { before, after, most: atOnce });
    for (const id of ids) {
      if ((await ctx.blobs.partials.offset(id)) !== null) continue;
      if (await takeLease(ctx.db, id, randomUUID(), leaseMs)) await removeResumable(ctx.db, id);
    }
    after = ids.at(-1) ?? null;
    if (ids.length < atOnce) return;
  }
};
