import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { ChecksumMismatch, Unavailable } from "../../errors.ts";
import { onMedium, spoolFile } from "./stage-file.ts";

export const checksumAlgorithms = ["sha1", "sha256"] as const;

export interface Checksum {
  algorithm: (typeof checksumAlgorithms)[number];
  digest: Buffer;
  /** Of the chunk as it was announced; no more of it arrives. */
  sizeBytes: number;
}

/** `act` is given the bytes of the chunk once all of them have been held against their checksum. */
export type VerifyChunk = <Result>(
  source: Readable,
  checksum: Checksum,
  act: (verified: Readable) => Promise<Result>,
) => Promise<Result>;

const inTemporaryFile: VerifyChunk = async (source, checksum, act) => {
  const directory = await onMedium(mkdtemp(join(tmpdir(), "campus-commons-chunk-")));
  const path = join(directory, "chunk");
  const hash = createHash(checksum.algorithm);
  const hashed = async function* () {
    for await (const chunk of source) {
      hash.update(chunk);
      yield chunk;
    }
  };
  try {
    // Not through a pipeline: it would end the source with the medium's error, and the source's reader would tell that one.
    await spoolFile(path, hashed());
    if (!hash.digest().equals(checksum.digest)) throw new ChecksumMismatch();
    const verified = createReadStream(path);
    verified.on("error", () => {}); // whoever reads it is told; nobody may be reading yet
    try {
      return await act(verified);
    } finally {
      verified.destroy();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

/**
 * Chunks wait in temporary files until they are verified, so that of one that is not right nothing is stored, even if this
 * process is killed; all of them together announce at most `mostBytes`. Throws ChecksumMismatch, and Unavailable where
 * there is no room for another one now.
 */
export const createChunkVerifier = (mostBytes: number): VerifyChunk => {
  let announcedBytes = 0;
  return async (source, checksum, act) => {
    if (announcedBytes + checksum.sizeBytes > mostBytes)
      throw new Unavailable("upload.busy", "Too many chunks are being verified; try again soon.", {
        retryAfterSeconds: 5,
      });
    announcedBytes += checksum.sizeBytes;
    try {
      return await inTemporaryFile(source, checksum, act);
    } finally {
      announcedBytes -= checksum.sizeBytes;
    }
  };
};
