import { mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sha256 } from "../../server/ids.ts";
import { FileBlobStore } from "../../server/modules/storage/file-blob-store.ts";
import { collectGarbage } from "../../server/modules/storage/index.ts";
import { someBytes, sourceOf } from "../support/streams.ts";
import { makeTemporaryDirectory, type TemporaryDirectory } from "../support/temporary-directory.ts";

const hour = 3_600_000;
const now = new Date("2026-09-01T08:00:00Z");

describe("the sweep", () => {
  let directory: TemporaryDirectory;
  let blobs: FileBlobStore;
  const referenced = new Set<Sha256>();
  beforeEach(async () => {
    directory = await makeTemporaryDirectory();
    blobs = new FileBlobStore({ directory: directory.path });
    referenced.clear();
  });
  afterEach(() => directory.remove());

  const blobOfAge = async (hours: number): Promise<Sha256> => {
    const { sha256 } = await blobs.write(sourceOf(someBytes(100)), { maxBytes: 1000 });
    const written = new Date(now.getTime() - hours * hour);
    await utimes(
      join(directory.path, "blobs", sha256.slice(0, 2), sha256.slice(2, 4), sha256),
      written,
      written,
    );
    return sha256;
  };
  const sweep = (beforeRemoval: (sha256: Sha256) => void = () => {}) =>
    collectGarbage({
      blobs,
      now,
      isReferenced: async (sha256s) => new Set(sha256s.filter((sha256) => referenced.has(sha256))),
      removeUnreferenced: async (sha256) => {
        beforeRemoval(sha256);
        if (referenced.has(sha256)) return false;
        await blobs.remove(sha256);
        return true;
      },
    });

  it("removes old blobs that nothing refers to, and only those", async () => {
    const used = await blobOfAge(1000);
    referenced.add(used);
    const young = await blobOfAge(23);
    const old = await blobOfAge(72);
    expect(await sweep()).toEqual({ removed: [old], removedBytes: 100, removedStaged: 0, kept: 2 });
    expect(await blobs.size(used)).toBe(100);
    expect(await blobs.size(young)).toBe(100);
    expect(await blobs.size(old)).toBeNull();
  });

  it("keeps a blob that is referred to again between the look and the removal", async () => {
    const old = await blobOfAge(72);
    expect((await sweep((sha256) => referenced.add(sha256))).removed).toEqual([]);
    expect(await blobs.size(old)).toBe(100);
  });

  it("removes what uploads left behind after a day, and not what is being written now", async () => {
    await mkdir(join(directory.path, "staging"), { recursive: true });
    for (const [name, hours] of [
      ["left.part", 25],
      ["busy.part", 1],
    ] as const) {
      await writeFile(join(directory.path, "staging", name), "half");
      const written = new Date(now.getTime() - hours * hour);
      await utimes(join(directory.path, "staging", name), written, written);
    }
    expect((await sweep()).removedStaged).toBe(1);
    expect(await directory.files()).toEqual(["staging/busy.part"]);
  });
});
