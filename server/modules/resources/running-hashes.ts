import { createHash, type Hash } from "node:crypto";
import { Readable } from "node:stream";
import { LRUCache } from "lru-cache";
import type { Sha256, UploadId } from "../../ids.ts";

interface Running {
  hash: Hash;
  /** How many of the upload's first bytes the hash has seen. */
  bytes: number;
}

const mostAtOnce = 2000;

/**
 * SHA-256 of uploads as their bytes pass, kept from one request to the next, so that nothing is read again at the end. It
 * is only kept where these bytes are certain to be the stored ones; what is missing is read from the store.
 */
export class RunningHashes {
  readonly #running = new LRUCache<UploadId, Running>({ max: mostAtOnce });

  /** The same bytes, hashed on their way. `settle` with the end of what was stored; without it the hash is forgotten. */
  follow(id: UploadId, offset: number, source: AsyncIterable<Buffer>) {
    const before = offset === 0 ? { hash: createHash("sha256"), bytes: 0 } : this.#running.get(id);
    this.#running.delete(id);
    // What came between was stored by another server: the hash of what came before still holds.
    if (!before || before.bytes !== offset)
      return {
        source: Readable.from(source, { objectMode: false }),
        settle: () => void (before && before.bytes < offset && this.#running.set(id, before)),
      };
    const hashed = async function* () {
      for await (const chunk of source) {
        before.hash.update(chunk);
        before.bytes += chunk.length;
        yield chunk;
      }
    };
    const settle = (end: number) => void (before.bytes === end && this.#running.set(id, before));
    return { source: Readable.from(hashed(), { objectMode: false }), settle };
  }

  /** The hash of all bytes; those it has not seen come from `read`, and need not again where what follows fails. */
  async finish(id: UploadId, sizeBytes: number, read: (start: number) => Promise<Readable>): Promise<Sha256> {
    const { hash, bytes } = this.#running.get(id) ?? { hash: createHash("sha256"), bytes: 0 };
    const copy = hash.copy();
    if (bytes < sizeBytes) {
      for await (const chunk of await read(bytes)) copy.update(chunk);
      this.#running.set(id, { hash: copy.copy(), bytes: sizeBytes });
    }
    return copy.digest("hex") as Sha256;
  }

  forget(id: UploadId): void {
    this.#running.delete(id);
  }
}
