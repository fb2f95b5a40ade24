import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ChecksumMismatch } from "../../errors.ts";
import { onMedium } from "./stage-file.ts";

export const checksumAlgorithms = ["sha1", "sha256"] as const;

export interface Checksum {
  algorithm: (typeof checksumAlgorithms)[number];
  digest: Buffer;
}

/**
 * The same bytes, once all of them have been held against their checksum: until then they are in a temporary file, so that
 * of a chunk that is not right nothing is stored, even if this process is killed. Throws ChecksumMismatch.
 */
export const verifyChunk = async (source: Readable, checksum: Checksum): Promise<Readable> => {
  const directory = await onMedium(mkdtemp(join(tmpdir(), "campus-commons-chunk-")));
  const path = join(directory, "chunk");
  const hash = createHash(checksum.algorithm);
  const hashed = async function* (chunks: Readable) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const remove = () => rm(directory, { recursive: true, force: true });
  try {
    await onMedium(pipeline(source, hashed, createWriteStream(path)));
    if (!hash.digest().equals(checksum.digest)) throw new ChecksumMismatch();
  } catch (error) {
    await remove();
    throw error;
  }
  return createReadStream(path).once("close", () => void remove().catch(() => {}));
};
