import { createHash } from "node:crypto";
import { finished, type Readable, Transform } from "node:stream";
import { Unavailable } from "../../errors.ts";
import type { Sha256 } from "../../ids.ts";

export interface ExpectedBytes {
  sizeBytes: number;
  /** Also held against the bytes, where the whole blob is read. */
  sha256?: Sha256;
}

const highWaterMark = 256 * 1024;

/**
 * The same bytes, but the stream ends in Unavailable where they are fewer, more or others than expected: a reader never
 * mistakes a damaged blob for a whole one. Destroying the answer destroys the source.
 */
export const checkStream = (source: Readable, expected: ExpectedBytes): Readable => {
  const hash = expected.sha256 === undefined ? undefined : createHash("sha256");
  let sizeBytes = 0;
  const damaged = (how: string): Unavailable =>
    new Unavailable("blob.damaged", `A stored file is damaged: ${how}.`);
  const checked = new Transform({
    readableHighWaterMark: highWaterMark,
    writableHighWaterMark: highWaterMark,
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      hash?.update(chunk);
      if (sizeBytes > expected.sizeBytes) done(damaged("it is longer than it was"));
      else done(null, chunk);
    },
    flush(done) {
      if (sizeBytes !== expected.sizeBytes) done(damaged("it is shorter than it was"));
      else if (hash && hash.digest("hex") !== expected.sha256) done(damaged("its bytes have changed"));
      else done();
    },
  });
  finished(source, { writable: false }, (cause) => {
    if (cause)
      checked.destroy(new Unavailable("blob.unreadable", "A stored file cannot be read now.", { cause }));
  });
  checked.once("close", () => source.destroy());
  return source.pipe(checked);
};
