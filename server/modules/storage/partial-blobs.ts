import type { Readable } from "node:stream";
import type { StoredBlob } from "./blob-store.ts";

/**
 * Bytes of files that are not whole yet, each under an id that the caller made up: a UUID. They only ever grow at their
 * end, by one writer at a time, which is the caller's to see to. Errors are the domain's, as those of the blob store.
 */
export interface PartialBlobs {
  /** Begins one without a byte. `sizeBytes` is how many it will have. */
  create(id: string, sizeBytes: number): Promise<void>;
  /** How many bytes are there, or null where nothing was begun or it has been removed. */
  offset(id: string): Promise<number | null>;
  /**
   * Adds the source's bytes at the end, which is at `offset`, and answers where the end is then. What was answered is
   * durable. Where it fails, a part of the bytes may be there: `offset` tells.
   */
  append(id: string, offset: number, source: Readable): Promise<number>;
  /** A stream of the bytes from `start` to the end. */
  read(id: string, start: number): Promise<Readable>;
  /** Makes a blob of them, as durable as one that was written; the partial one stays, so this may be done again. */
  keep(id: string, blob: StoredBlob): Promise<void>;
  remove(id: string): Promise<void>;
}

/** How long unfinished bytes may lie there that no record knows of; longer than any record of them lives. */
export const partialGraceMs = 7 * 24 * 3600_000;
