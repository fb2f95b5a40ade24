import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { DomainError } from "../../errors.ts";
import type { Sha256 } from "../../ids.ts";
import type { BlobStore, StoredBlob } from "./blob-store.ts";

export type BlobFinding =
  | { sha256: Sha256; state: "ok" | "missing" | "untracked" }
  | { sha256: Sha256; state: "altered"; reason: "size" | "bytes" | "unreadable" };

export interface VerifyBlobsOptions {
  blobs: BlobStore;
  /** What the database refers to, sorted or not; a hash may come more than once. */
  expected: AsyncIterable<StoredBlob>;
  onResult: (finding: BlobFinding) => void | Promise<void>;
  /** Reads no faster than this, so that a check beside daily work is not felt. */
  bytesPerSecond?: number;
}

export type BlobCounts = Record<BlobFinding["state"], number>;

const hashOf = async (
  blobs: BlobStore,
  { sha256, sizeBytes }: StoredBlob,
  pace: (bytes: number) => Promise<void>,
) => {
  const hash = createHash("sha256");
  const chunks = sizeBytes === 0 ? [] : await blobs.read(sha256, { start: 0, end: sizeBytes - 1 });
  for await (const chunk of chunks) {
    hash.update(chunk);
    await pace(chunk.length);
  }
  return hash.digest("hex");
};

const inspect = async (
  blobs: BlobStore,
  blob: StoredBlob,
  pace: (bytes: number) => Promise<void>,
): Promise<BlobFinding> => {
  const { sha256 } = blob;
  const sizeBytes = await blobs.size(sha256);
  if (sizeBytes === null) return { sha256, state: "missing" };
  if (sizeBytes !== blob.sizeBytes) return { sha256, state: "altered", reason: "size" };
  try {
    if ((await hashOf(blobs, blob, pace)) === sha256) return { sha256, state: "ok" };
    return { sha256, state: "altered", reason: "bytes" };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.status === 404) return { sha256, state: "missing" };
    await blobs.check(); // a store that is down is no proof against its blobs
    return { sha256, state: "altered", reason: "unreadable" };
  }
};

const pacer = (bytesPerSecond: number | undefined): ((bytes: number) => Promise<void>) => {
  const startedAt = performance.now();
  let readBytes = 0;
  return async (bytes) => {
    if (!bytesPerSecond) return;
    readBytes += bytes;
    const aheadMs = (readBytes / bytesPerSecond) * 1000 - (performance.now() - startedAt);
    if (aheadMs > 50) await wait(aheadMs);
  };
};

/**
 * Reads every expected blob again and reports each: `ok`, `missing`, or `altered`; then each stored one that nothing
 * expects as `untracked` (perhaps an upload whose row is not written yet: never a reason to delete). Memory holds
 * one hash a blob. Throws Unavailable where the store itself does not answer.
 */
export const verifyBlobs = async (options: VerifyBlobsOptions): Promise<BlobCounts> => {
  const { blobs, expected, onResult } = options;
  const counts: BlobCounts = { ok: 0, missing: 0, altered: 0, untracked: 0 };
  const seen = new Set<string>();
  const pace = pacer(options.bytesPerSecond);
  const report = async (finding: BlobFinding): Promise<void> => {
    counts[finding.state] += 1;
    await onResult(finding);
  };

  for await (const blob of expected) {
    const key = Buffer.from(blob.sha256, "hex").toString("latin1");
    if (seen.has(key)) continue;
    seen.add(key);
    await report(await inspect(blobs, blob, pace));
  }
  for await (const { sha256 } of blobs.list())
    if (!seen.has(Buffer.from(sha256, "hex").toString("latin1")))
      await report({ sha256, state: "untracked" });
  return counts;
};
