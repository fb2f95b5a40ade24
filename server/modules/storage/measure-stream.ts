import { createHash } from "node:crypto";
import { addAbortSignal, type Readable } from "node:stream";
import { DomainError, Invalid, TooLarge } from "../../errors.ts";
import type { Sha256 } from "../../ids.ts";
import type { StoredBlob, WriteLimits } from "./blob-store.ts";

export interface MeasuredStream {
  /** The source's chunks as they come. Throws TooLarge or Invalid; destroying the source is left to the caller. */
  chunks: AsyncGenerator<Buffer, void, void>;
  /** Identity and size of what went through; final once `chunks` has ended. */
  result(): StoredBlob;
}

const incomplete = (cause: unknown): DomainError =>
  cause instanceof DomainError
    ? cause
    : new Invalid("upload.incomplete", "The upload ended before all of it had arrived.", { cause });

/** Throws where the writer was told to stop; asked once more before a write is made final. */
export const refuseAborted = (signal: AbortSignal | undefined): void => {
  if (signal?.aborted) throw incomplete(signal.reason);
};

/** Counts and hashes a source while it is consumed, and holds it to its limits. */
export const measureStream = (source: Readable, limits: WriteLimits): MeasuredStream => {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  let sha256: Sha256 | undefined;
  source.on("error", () => {}); // a source may fail before anybody reads it; reading it then reports the failure

  const take = (chunk: Buffer): void => {
    sizeBytes += chunk.length;
    if (sizeBytes > limits.maxBytes)
      throw new TooLarge("upload.too-large", `The file is larger than ${limits.maxBytes} bytes.`);
    hash.update(chunk);
    limits.onChunk?.(chunk);
  };

  async function* chunks(): AsyncGenerator<Buffer, void, void> {
    refuseAborted(limits.signal);
    if (limits.signal) addAbortSignal(limits.signal, source);
    try {
      // Stopping early must not destroy the source with an error of its own: its owner would report that one instead.
      for await (const chunk of source.iterator({ destroyOnReturn: false })) {
        take(chunk);
        yield chunk;
      }
    } catch (error) {
      throw incomplete(error);
    }
    refuseAborted(limits.signal);
    if (sizeBytes === 0 && limits.rejectEmpty) throw new Invalid("upload.empty", "The file is empty.");
  }

  return {
    chunks: chunks(),
    result: () => {
      sha256 ??= hash.digest("hex") as Sha256;
      return { sha256, sizeBytes };
    },
  };
};
