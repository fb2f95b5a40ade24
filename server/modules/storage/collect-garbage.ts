import type { Sha256 } from "../../ids.ts";
import type { BlobStore } from "./blob-store.ts";

const hourMs = 3_600_000;

export interface CollectGarbageOptions {
  blobs: BlobStore;
  /** Which of these hashes some row refers to. Asked for up to 500 at a time. */
  isReferenced: (sha256s: Sha256[]) => Promise<Set<Sha256>>;
  /**
   * Looks once more, under the lock that also guards adding a reference to this hash, and removes the blob if there is
   * still none; answers whether it did. Whoever adds a reference takes the same lock and then makes sure that the blob
   * is there (`size`): so either the reference is seen here, or the missing blob is seen there.
   */
  removeUnreferenced: (sha256: Sha256) => Promise<boolean>;
  now: Date;
  /** How long a blob without a reference is kept: uploads become rows a while after their bytes are durable. */
  graceMs?: number;
  /** How long an unfinished upload may have been silent before it counts as left behind. */
  stagedGraceMs?: number;
}

export interface GarbageCollected {
  removed: Sha256[];
  removedBytes: number;
  removedStaged: number;
  kept: number;
}

const batchSize = 500;

/** Removes blobs that nothing refers to and what unfinished uploads left, once they are older than the grace. */
export const collectGarbage = async (options: CollectGarbageOptions): Promise<GarbageCollected> => {
  const {
    blobs,
    isReferenced,
    removeUnreferenced,
    now,
    graceMs = 48 * hourMs,
    stagedGraceMs = 24 * hourMs,
  } = options;
  const oldest = new Date(now.getTime() - graceMs);
  const collected: GarbageCollected = { removed: [], removedBytes: 0, removedStaged: 0, kept: 0 };
  let batch = new Map<Sha256, number>();

  const sweep = async (): Promise<void> => {
    const referenced = await isReferenced([...batch.keys()]);
    for (const [sha256, sizeBytes] of batch) {
      if (!referenced.has(sha256) && (await removeUnreferenced(sha256))) {
        collected.removed.push(sha256);
        collected.removedBytes += sizeBytes;
      } else collected.kept += 1;
    }
    batch = new Map();
  };

  for await (const blob of blobs.list()) {
    if (blob.writtenAt > oldest) {
      collected.kept += 1;
      continue;
    }
    batch.set(blob.sha256, blob.sizeBytes);
    if (batch.size === batchSize) await sweep();
  }
  if (batch.size > 0) await sweep();
  collected.removedStaged = await blobs.removeStaged(new Date(now.getTime() - stagedGraceMs));
  return collected;
};
