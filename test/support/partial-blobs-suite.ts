import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StoreUnderTest } from "./blob-store-suite.ts";
import { bytesOf, sha256Of, someBytes, sourceOf } from "./streams.ts";

/** What every store of unfinished files must do. `largeBytes`: more than one part of those that keep parts. */
export const testPartialBlobs = (
  name: string,
  open: () => Promise<StoreUnderTest>,
  largeBytes: number,
): void => {
  describe(`${name} as a place for unfinished files`, () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    it("grows at the end, gives back what it has, and becomes a blob once it is whole", async () => {
      const { partials } = store.blobs;
      const bytes = someBytes(largeBytes);
      const id = randomUUID();
      await partials.create(id, bytes.length);
      expect(await partials.offset(id)).toBe(0);
      let offset = 0;
      for (const size of [1, 1000, Math.floor(largeBytes / 2), largeBytes]) {
        const piece = bytes.subarray(offset, offset + size);
        expect(await partials.append(id, offset, sourceOf(piece))).toBe(offset + piece.length);
        offset += piece.length;
        expect(await partials.offset(id)).toBe(offset);
      }
      expect((await bytesOf(await partials.read(id, 0))).equals(bytes)).toBe(true);
      expect((await bytesOf(await partials.read(id, 77))).equals(bytes.subarray(77))).toBe(true);
      expect(await bytesOf(await partials.read(id, bytes.length))).toHaveLength(0);
      const blob = { sha256: sha256Of(bytes), sizeBytes: bytes.length };
      // A second time, as after an answer that was lost.
      for (let times = 0; times < 2; times += 1) {
        await partials.keep(id, blob);
        expect(await store.blobs.size(blob.sha256)).toBe(bytes.length);
      }
      await partials.remove(id);
      expect(await partials.offset(id)).toBeNull();
      expect((await bytesOf(await store.blobs.read(blob.sha256))).equals(bytes)).toBe(true);
      expect(await store.leftovers()).toBe(0);
    });

    it("knows nothing of what was never begun or was removed, and removes it as gladly", async () => {
      const { partials } = store.blobs;
      const id = randomUUID();
      expect(await partials.offset(id)).toBeNull();
      await partials.remove(id);
      await partials.create(id, 10);
      await partials.append(id, 0, sourceOf(someBytes(5)));
      await partials.remove(id);
      expect(await partials.offset(id)).toBeNull();
      expect(await store.leftovers()).toBe(0);
    });

    it("keeps what may still be continued when it removes staged ones, and not what is far too old", async () => {
      const { partials } = store.blobs;
      const id = randomUUID();
      await partials.create(id, 10);
      await partials.append(id, 0, sourceOf(someBytes(5)));
      const day = 24 * 3600_000;
      await store.blobs.removeStaged(new Date(Date.now() + 6 * day));
      expect(await partials.offset(id)).toBe(5);
      await store.blobs.removeStaged(new Date(Date.now() + 8 * day));
      expect(await partials.offset(id)).toBeNull();
    });
  });
};
