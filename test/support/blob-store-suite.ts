import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sha256 } from "../../server/ids.ts";
import type { BlobStore } from "../../server/modules/storage/index.ts";
import { brokenSource, bytesOf, sha256Of, someBytes, sourceOf } from "./streams.ts";

export interface StoreUnderTest {
  blobs: BlobStore;
  /** What unfinished writes have left: staged files, staged objects, parts. */
  leftovers: () => Promise<number>;
  close: () => Promise<void>;
}

const MiB = 1024 * 1024;
const roomy = { maxBytes: 100 * MiB };
const unknown = "0".repeat(64) as Sha256;

/** What every blob store must do. `largeBytes` is a size that the store treats as large (more than one part). */
export const testBlobStore = (
  name: string,
  open: () => Promise<StoreUnderTest>,
  largeBytes: number,
): void => {
  describe(`${name} as a blob store`, () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const listed = async (sha256: Sha256) => {
      const found = [];
      for await (const blob of store.blobs.list()) if (blob.sha256 === sha256) found.push(blob);
      return found;
    };

    it.each([0, 1, 65_536, MiB + 1, largeBytes])("gives back %i bytes as they were", async (size) => {
      const bytes = someBytes(size);
      const blob = await store.blobs.write(sourceOf(bytes), roomy);
      expect(blob).toEqual({ sha256: sha256Of(bytes), sizeBytes: size });
      expect(await store.blobs.size(blob.sha256)).toBe(size);
      expect((await bytesOf(await store.blobs.read(blob.sha256))).equals(bytes)).toBe(true);
      expect(await store.leftovers()).toBe(0);
    });

    it("shows the watcher every byte in order", async () => {
      const bytes = someBytes(largeBytes);
      const seen: Buffer[] = [];
      await store.blobs.write(sourceOf(bytes), {
        ...roomy,
        onChunk: (chunk) => seen.push(Buffer.from(chunk)),
      });
      expect(Buffer.concat(seen).equals(bytes)).toBe(true);
    });

    it("stores equal bytes once, also when eight write them at the same time", async () => {
      const bytes = someBytes(largeBytes);
      const writes = Array.from({ length: 8 }, () => store.blobs.write(sourceOf(bytes), roomy));
      const hashes = new Set((await Promise.all(writes)).map((blob) => blob.sha256));
      expect([...hashes]).toEqual([sha256Of(bytes)]);
      expect(await listed(sha256Of(bytes))).toHaveLength(1);
      expect(await store.leftovers()).toBe(0);
      expect((await bytesOf(await store.blobs.read(sha256Of(bytes)))).equals(bytes)).toBe(true);
    });

    it("accepts a file of exactly the limit and refuses one byte more", async () => {
      const bytes = someBytes(largeBytes);
      const tight = { maxBytes: bytes.length };
      expect((await store.blobs.write(sourceOf(bytes), tight)).sizeBytes).toBe(bytes.length);
      const over = someBytes(largeBytes + 1);
      await expect(store.blobs.write(sourceOf(over), tight)).rejects.toMatchObject({
        status: 413,
        code: "upload.too-large",
      });
      expect(await store.blobs.size(sha256Of(over))).toBeNull();
      expect(await store.leftovers()).toBe(0);
    });

    it("refuses an empty source where the caller wants bytes", async () => {
      const refused = store.blobs.write(sourceOf(Buffer.alloc(0)), { ...roomy, rejectEmpty: true });
      await expect(refused).rejects.toMatchObject({ status: 400, code: "upload.empty" });
    });

    it.each([
      ["fail", 0.01],
      ["fail", 0.5],
      ["fail", 0.99],
      ["close", 0.5],
    ] as const)("keeps nothing of a source that ends in %s after %d of its bytes", async (how, part) => {
      const bytes = someBytes(largeBytes).subarray(0, Math.floor(largeBytes * part));
      await expect(store.blobs.write(brokenSource(bytes, how), roomy)).rejects.toMatchObject({
        status: 400,
        code: "upload.incomplete",
      });
      expect(await store.leftovers()).toBe(0);
      expect(await store.blobs.size(sha256Of(bytes))).toBeNull();
    });

    it("stops at once when it is told to, though the source is silent", async () => {
      const abort = new AbortController();
      const source = brokenSource(someBytes(largeBytes), "stall");
      let seen = 0;
      const onChunk = (chunk: Buffer) => {
        seen += chunk.length;
        if (seen === largeBytes) setImmediate(() => abort.abort(new Error("the client left")));
      };
      const write = store.blobs.write(source, { ...roomy, signal: abort.signal, onChunk });
      await expect(write).rejects.toMatchObject({ code: "upload.incomplete" });
      expect(source.destroyed).toBe(true);
      expect(await store.leftovers()).toBe(0);
    });

    it("does not begin when it was told to stop before, nor with a source that has failed", async () => {
      const aborted = { ...roomy, signal: AbortSignal.abort() };
      const incomplete = { code: "upload.incomplete" };
      await expect(store.blobs.write(sourceOf(someBytes(10)), aborted)).rejects.toMatchObject(incomplete);
      const failed = brokenSource(Buffer.alloc(0), "stall");
      failed.on("error", () => {});
      failed.destroy(new Error("gone before it began"));
      await expect(store.blobs.write(failed, roomy)).rejects.toMatchObject(incomplete);
      expect(await store.leftovers()).toBe(0);
    });

    it("reads any range, both ends included", async () => {
      const bytes = someBytes(largeBytes);
      const { sha256 } = await store.blobs.write(sourceOf(bytes), roomy);
      const last = bytes.length - 1;
      for (const [start, end] of [
        [0, 0],
        [0, last],
        [last, last],
        [5, 4 * 65_536],
        [1_000_003, 2_000_000],
      ] as const) {
        const part = await bytesOf(await store.blobs.read(sha256, { start, end }));
        expect(part.equals(bytes.subarray(start, end + 1)), `${start}-${end}`).toBe(true);
      }
    });

    it("sends any range to a slow destination, leaving each chunk alone until it is taken, and does not end it", async () => {
      const bytes = someBytes(largeBytes);
      const { sha256 } = await store.blobs.write(sourceOf(bytes), roomy);
      for (const [start, end] of [
        [0, bytes.length - 1],
        [1_000_003, 1_000_003],
        [7, bytes.length - 8],
      ] as const) {
        const taken: Buffer[] = [];
        const slow = new Writable({
          write(chunk: Buffer, _encoding, done) {
            setImmediate(() => {
              taken.push(Buffer.from(chunk));
              done();
            });
          },
        });
        await store.blobs.send(sha256, { start, end }, slow);
        expect(Buffer.concat(taken).equals(bytes.subarray(start, end + 1)), `${start}-${end}`).toBe(true);
        expect(slow.writableEnded).toBe(false);
      }
    });

    it("stops sending to a destination that fails, closes, or takes nothing any more", async () => {
      const bytes = someBytes(largeBytes);
      const { sha256 } = await store.blobs.write(sourceOf(bytes), roomy);
      const all = { start: 0, end: bytes.length - 1 };
      const failing = new Writable({ write: (_chunk, _encoding, done) => done(new Error("full")) });
      await expect(store.blobs.send(sha256, all, failing)).rejects.toThrow("full");
      const leaving = new Writable({ write: () => setImmediate(() => leaving.destroy()) });
      await expect(store.blobs.send(sha256, all, leaving)).rejects.toThrow();
      await expect(store.blobs.send(sha256, all, new Writable().destroy())).rejects.toThrow();
      await expect(store.blobs.send(unknown, all, new Writable())).rejects.toMatchObject({ status: 404 });
    });

    it("gives no short answer to a range that goes beyond the end", async () => {
      const { sha256 } = await store.blobs.write(sourceOf(someBytes(100)), roomy);
      const beyond = store.blobs.read(sha256, { start: 50, end: 100 }).then(bytesOf);
      await expect(beyond).rejects.toMatchObject({ status: 503 });
      const sent = store.blobs.send(sha256, { start: 50, end: 100 }, new Writable());
      await expect(sent).rejects.toMatchObject({ status: 503 });
      await expect(store.blobs.read(sha256, { start: 5, end: 4 })).rejects.toMatchObject({
        code: "range.invalid",
      });
    });

    it("lets a reader leave half-way, and read nothing at all", async () => {
      const { sha256 } = await store.blobs.write(sourceOf(someBytes(largeBytes)), roomy);
      for await (const chunk of await store.blobs.read(sha256)) {
        expect(chunk.length).toBeGreaterThan(0);
        break;
      }
      const unread = await store.blobs.read(sha256);
      const closed = new Promise((resolve) => unread.once("close", resolve));
      unread.destroy();
      await closed;
    });

    it("knows no blob of an unknown hash, nor of what is no hash", async () => {
      expect(await store.blobs.size(unknown)).toBeNull();
      await expect(store.blobs.read(unknown)).rejects.toMatchObject({ status: 404 });
      await store.blobs.remove(unknown);
      for (const bad of [
        "",
        "../../etc/passwd",
        "A".repeat(64),
        `${"a".repeat(64)}/x`,
        `${"a".repeat(63)}\n`,
      ]) {
        await expect(store.blobs.read(bad as Sha256)).rejects.toMatchObject({ status: 404 });
        await expect(store.blobs.size(bad as Sha256)).rejects.toMatchObject({ status: 404 });
        await expect(store.blobs.remove(bad as Sha256)).rejects.toMatchObject({ status: 404 });
      }
    });

    it("lists what is there with size and time, and forgets what was removed", async () => {
      const bytes = someBytes(1234);
      const { sha256 } = await store.blobs.write(sourceOf(bytes), roomy);
      const [found] = await listed(sha256);
      expect(found).toEqual({ sha256, sizeBytes: 1234, writtenAt: expect.any(Date) });
      await store.blobs.remove(sha256);
      expect(await listed(sha256)).toEqual([]);
      expect(await store.blobs.size(sha256)).toBeNull();
      await expect(store.blobs.read(sha256)).rejects.toMatchObject({ status: 404 });
    });

    it("leaves finished blobs alone when it removes staged ones", async () => {
      const { sha256 } = await store.blobs.write(sourceOf(someBytes(99)), roomy);
      await store.blobs.removeStaged(new Date("2999-01-01"));
      expect(await store.blobs.size(sha256)).toBe(99);
    });

    it("says that it works", async () => {
      await store.blobs.check();
    });
  });
};
