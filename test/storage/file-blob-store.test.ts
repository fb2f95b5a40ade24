import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chmod, mkdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sha256 } from "../../server/ids.ts";
import { FileBlobStore } from "../../server/modules/storage/file-blob-store.ts";
import { testBlobStore } from "../support/blob-store-suite.ts";
import { testPartialBlobs } from "../support/partial-blobs-suite.ts";
import { brokenSource, bytesOf, sha256Of, someBytes, sourceOf } from "../support/streams.ts";
import { makeTemporaryDirectory, type TemporaryDirectory } from "../support/temporary-directory.ts";

const MiB = 1024 * 1024;
const roomy = { maxBytes: 100 * MiB };

const openStore = async () => {
  const directory = await makeTemporaryDirectory();
  return {
    blobs: new FileBlobStore({ directory: directory.path }),
    leftovers: async () =>
      (await directory.files()).filter((file) => /^(staging|partials)/.test(file)).length,
    close: directory.remove,
  };
};

testBlobStore("the file store", openStore, 5 * MiB + 17);
testPartialBlobs("the file store", openStore, 5 * MiB + 17);

describe("the file store on its disk", () => {
  let directory: TemporaryDirectory;
  let blobs: FileBlobStore;
  beforeEach(async () => {
    directory = await makeTemporaryDirectory();
    blobs = new FileBlobStore({ directory: directory.path });
  });
  afterEach(() => directory.remove());

  const pathOf = (sha256: Sha256) =>
    join(directory.path, "blobs", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  const openFiles = () =>
    readdirSync("/proc/self/fd").filter((fd) => existsSync(`/proc/self/fd/${fd}`)).length;

  it("names a file by its hash and nothing else", async () => {
    const { sha256 } = await blobs.write(sourceOf(someBytes(10)), roomy);
    expect(await directory.files()).toEqual([`blobs/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`]);
  });

  it("ignores what else lies in its directories", async () => {
    const { sha256 } = await blobs.write(sourceOf(someBytes(10)), roomy);
    await writeFile(join(directory.path, "blobs", "README"), "not a blob");
    await writeFile(join(directory.path, "blobs", sha256.slice(0, 2), "ff.tmp"), "not a blob");
    const found = [];
    for await (const blob of blobs.list()) found.push(blob.sha256);
    expect(found).toEqual([sha256]);
  });

  it("removes staged files older than asked for, and no younger ones", async () => {
    await mkdir(join(directory.path, "staging"), { recursive: true });
    for (const name of ["old.part", "young.part"])
      await writeFile(join(directory.path, "staging", name), "half");
    const day = new Date("2020-01-01");
    await utimes(join(directory.path, "staging", "old.part"), day, day);
    expect(await blobs.removeStaged(new Date("2021-01-01"))).toBe(1);
    expect(await directory.files()).toEqual(["staging/young.part"]);
  });

  it("mends a damaged copy when the same bytes come again, and renews its age", async () => {
    const bytes = someBytes(MiB);
    const { sha256 } = await blobs.write(sourceOf(bytes), roomy);
    await writeFile(pathOf(sha256), someBytes(MiB));
    await utimes(pathOf(sha256), new Date(0), new Date(0));
    await blobs.write(sourceOf(bytes), roomy);
    expect((await readFile(pathOf(sha256))).equals(bytes)).toBe(true);
    expect((await stat(pathOf(sha256))).mtimeMs).toBeGreaterThan(0);
  });

  it("ends in an error where the file was changed or cut", async () => {
    const bytes = someBytes(MiB);
    const { sha256 } = await blobs.write(sourceOf(bytes), roomy);
    const whole = { start: 0, end: bytes.length - 1 };
    const altered = Buffer.from(bytes);
    altered[777_777] = (altered[777_777] ?? 0) ^ 1;
    await writeFile(pathOf(sha256), altered);
    await expect(blobs.read(sha256).then(bytesOf)).rejects.toMatchObject({ code: "blob.damaged" });
    await truncate(pathOf(sha256), bytes.length - 1);
    await expect(blobs.read(sha256).then(bytesOf)).rejects.toMatchObject({ code: "blob.damaged" });
    await expect(blobs.read(sha256, whole).then(bytesOf)).rejects.toMatchObject({ code: "blob.damaged" });
  });

  it("closes every file that it opened, whatever happened", async () => {
    const { sha256 } = await blobs.write(sourceOf(someBytes(MiB)), roomy);
    const before = openFiles();
    for (let round = 0; round < 10; round += 1) {
      await blobs.write(brokenSource(someBytes(MiB), "fail"), roomy).catch(() => {});
      await blobs.write(sourceOf(someBytes(MiB)), { maxBytes: 1000 }).catch(() => {});
      await blobs.read(sha256, { start: MiB, end: MiB }).catch(() => {});
      const unread = await blobs.read(sha256);
      const closed = new Promise((resolve) => unread.once("close", resolve));
      unread.destroy();
      await closed;
      await bytesOf(await blobs.read(sha256));
    }
    await expect.poll(openFiles).toBeLessThanOrEqual(before);
  });

  it("fails cleanly where a file stands in the way of a directory", async () => {
    const bytes = someBytes(10);
    await mkdir(join(directory.path, "blobs"), { recursive: true });
    await writeFile(join(directory.path, "blobs", sha256Of(bytes).slice(0, 2)), "in the way");
    await expect(blobs.write(sourceOf(bytes), roomy)).rejects.toMatchObject({ status: 503 });
    expect((await directory.files()).filter((file) => file.startsWith("staging"))).toEqual([]);
  });

  it("says that it does not work where its directory cannot be made", async () => {
    await writeFile(join(directory.path, "file"), "");
    const store = new FileBlobStore({ directory: join(directory.path, "file", "data") });
    await expect(store.check()).rejects.toMatchObject({ status: 503 });
    await expect(store.write(sourceOf(someBytes(1)), roomy)).rejects.toMatchObject({ status: 503 });
  });

  it("says that it does not work where its directory may not be written", async (test) => {
    if (process.getuid?.() === 0) return test.skip("root may write everywhere");
    await chmod(directory.path, 0o500);
    await expect(blobs.check()).rejects.toMatchObject({ status: 503 });
    await chmod(directory.path, 0o700);
  });
});

describe("the file store on a full disk", () => {
  it("refuses with 507, leaves nothing, goes on reading, and recovers by itself", async (test) => {
    const directory = await makeTemporaryDirectory();
    const mount = join(directory.path, "small");
    await mkdir(mount);
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", mount], { stdio: "ignore" });
    } catch {
      await directory.remove();
      console.warn("SKIPPED: a full disk, since a tmpfs cannot be mounted here (it takes root)");
      return test.skip("a tmpfs cannot be mounted here");
    }
    try {
      const blobs = new FileBlobStore({ directory: mount });
      const kept = someBytes(4 * MiB);
      const { sha256 } = await blobs.write(sourceOf(kept), roomy);
      const writes = Array.from({ length: 3 }, () => blobs.write(sourceOf(someBytes(5 * MiB)), roomy));
      for (const outcome of await Promise.allSettled(writes))
        expect(outcome).toMatchObject({ status: "rejected", reason: { status: 507, code: "storage.full" } });
      expect(readdirSync(join(mount, "staging"))).toEqual([]);
      expect((await bytesOf(await blobs.read(sha256))).equals(kept)).toBe(true);
      await blobs.remove(sha256);
      expect((await blobs.write(sourceOf(someBytes(5 * MiB)), roomy)).sizeBytes).toBe(5 * MiB);
    } finally {
      execFileSync("umount", ["-l", mount]);
      await rm(directory.path, { recursive: true, force: true });
    }
  });
});
