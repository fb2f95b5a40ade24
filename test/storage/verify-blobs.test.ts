import { rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Unavailable } from "../../server/errors.ts";
import type { Sha256 } from "../../server/ids.ts";
import { FileBlobStore } from "../../server/modules/storage/file-blob-store.ts";
import { type BlobFinding, type StoredBlob, verifyBlobs } from "../../server/modules/storage/index.ts";
import { someBytes, sourceOf } from "../support/streams.ts";
import { makeTemporaryDirectory, type TemporaryDirectory } from "../support/temporary-directory.ts";

async function* each<T>(items: T[]): AsyncGenerator<T> {
  yield* items;
}

describe("verifying all blobs", () => {
  let directory: TemporaryDirectory;
  let blobs: FileBlobStore;
  let stored: { blob: StoredBlob; bytes: Buffer }[];
  beforeEach(async () => {
    directory = await makeTemporaryDirectory();
    blobs = new FileBlobStore({ directory: directory.path });
    stored = [];
    for (let index = 0; index < 8; index += 1) {
      const bytes = someBytes(300_000 + index);
      stored.push({ bytes, blob: await blobs.write(sourceOf(bytes), { maxBytes: 1_000_000 }) });
    }
  });
  afterEach(() => directory.remove());

  const pathOf = (sha256: Sha256) =>
    join(directory.path, "blobs", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const at = (index: number) => {
    const found = stored[index];
    if (!found) throw new Error(`no blob ${index}`);
    return found;
  };
  const verify = async (expected = stored.map(({ blob }) => blob), bytesPerSecond?: number) => {
    const findings: BlobFinding[] = [];
    const onResult = (finding: BlobFinding) => void findings.push(finding);
    const counts = await verifyBlobs({ blobs, expected: each(expected), onResult, bytesPerSecond });
    return { counts, wrong: findings.filter((finding) => finding.state !== "ok") };
  };

  it("finds nothing wrong with a sound store, also when a hash is expected twice", async () => {
    const { counts, wrong } = await verify(
      [...stored, ...stored].map(({ blob }) => blob),
      1e9,
    );
    expect(counts).toEqual({ ok: 8, missing: 0, altered: 0, untracked: 0 });
    expect(wrong).toEqual([]);
  });

  it("reports exactly the flipped, the cut, the swapped, the deleted and the unexpected one", async () => {
    const flipped = Buffer.from(at(0).bytes);
    flipped[123_456] = (flipped[123_456] ?? 0) ^ 1;
    await writeFile(pathOf(at(0).blob.sha256), flipped);
    await truncate(pathOf(at(1).blob.sha256), 299_000);
    await rm(pathOf(at(2).blob.sha256));
    await writeFile(pathOf(at(3).blob.sha256), someBytes(at(3).bytes.length));
    const { counts, wrong } = await verify(stored.slice(0, 7).map(({ blob }) => blob));
    expect(counts).toEqual({ ok: 3, missing: 1, altered: 3, untracked: 1 });
    expect(wrong).toEqual([
      { sha256: at(0).blob.sha256, state: "altered", reason: "bytes" },
      { sha256: at(1).blob.sha256, state: "altered", reason: "size" },
      { sha256: at(2).blob.sha256, state: "missing" },
      { sha256: at(3).blob.sha256, state: "altered", reason: "bytes" },
      { sha256: at(7).blob.sha256, state: "untracked" },
    ]);
  });

  it("blames no blob while the store itself is away", async () => {
    await rm(directory.path, { recursive: true });
    await writeFile(directory.path, "the disk is not mounted");
    await expect(verify()).rejects.toBeInstanceOf(Unavailable);
  });
});
