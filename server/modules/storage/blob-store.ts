import type { Readable, Writable } from "node:stream";
import type { Sha256 } from "../../ids.ts";
import type { PartialBlobs } from "./partial-blobs.ts";

/** A byte range, both ends included, as in an HTTP Range header. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface StoredBlob {
  sha256: Sha256;
  sizeBytes: number;
}

export interface WriteLimits {
  /** The most bytes accepted; one more and the write fails with TooLarge and leaves nothing behind. */
  maxBytes: number;
  /** Refuses a source without a single byte as Invalid("upload.empty"). */
  rejectEmpty?: boolean;
  signal?: AbortSignal;
  /** Sees every chunk on its way, in order; it must neither keep nor change the chunk. */
  onChunk?: (chunk: Buffer) => void;
}

/**
 * Immutable bytes by their SHA-256. Two implementations (file system, S3) pass one suite,
 * `test/support/blob-store-suite.ts`. Errors are the domain's: OutOfStorage when the medium is full, TooLarge past
 * the limit, Unavailable when it does not answer, NotFound for an unknown hash.
 */
export interface BlobStore {
  /**
   * Streams `source` to the end, hashing on the way. Resolves only when the bytes are durable (fsync and rename, or a
   * completed S3 object) under their hash. A source that fails or is aborted leaves nothing that `list` shows and
   * rejects as Invalid("upload.incomplete"). Bytes that are there already are replaced by the same bytes, which renews
   * `writtenAt` and mends a damaged copy.
   */
  write(source: Readable, limits: WriteLimits): Promise<StoredBlob>;
  /**
   * A stream of the blob, or of a part of it. A truncated or missing blob is an error, never a short read that ends well.
   * Without a range the bytes are held against their hash as well, so altered ones end in an error; of a range only the
   * length is checked.
   */
  read(sha256: Sha256, range?: ByteRange): Promise<Readable>;
  /**
   * Writes a range into `destination` as fast as that takes it, and does not end it. Rejects where bytes are missing, and
   * with the destination's own error where that fails or closes before it has taken all. A chunk's memory is used again
   * once the destination has called back for it, as sockets do when it is sent: a destination that keeps chunks copies them.
   */
  send(sha256: Sha256, range: ByteRange, destination: Writable): Promise<void>;
  /** Size in bytes, or null where there is no such blob. */
  size(sha256: Sha256): Promise<number | null>;
  remove(sha256: Sha256): Promise<void>;
  /** All stored blobs with the time of their last write, in no order. */
  list(): AsyncIterable<StoredBlob & { writtenAt: Date }>;
  /** Where bytes gather that become a blob only when the last of them is there. */
  readonly partials: PartialBlobs;
  /**
   * Removes what unfinished writes left, if older than `olderThan`, and partial blobs that by then nobody had added to for
   * as long as one may take (`partialGraceMs`). Answers how many.
   */
  removeStaged(olderThan: Date): Promise<number>;
  /**
   * An address that serves the blob to a browser for `expiresInSeconds` with these response headers, or null where the
   * store has none (files) or redirecting is switched off.
   */
  presignDownload(
    sha256: Sha256,
    headers: { contentType: string; contentDisposition: string },
    expiresInSeconds: number,
  ): Promise<string | null>;
  /** Throws Unavailable where the medium cannot be reached or written. */
  check(): Promise<void>;
}
