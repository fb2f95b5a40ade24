const endBytes = 64 * 1024;

export interface Ends {
  head: Buffer;
  tail: Buffer;
}

/** Keeps the first and the last 64 KiB of a stream that passes by; `tail` holds only what `head` does not. */
export const keepEnds = (): { see: (chunk: Buffer) => void; taken: () => Ends } => {
  const head = Buffer.allocUnsafe(endBytes);
  let headSize = 0;
  let ring: Buffer | undefined; // most files are small: no second buffer for them
  let ringSize = 0;
  let ringEnd = 0;

  const keepLast = (rest: Buffer): void => {
    ring ??= Buffer.allocUnsafe(endBytes);
    const last = rest.subarray(-endBytes);
    const first = last.copy(ring, ringEnd);
    last.copy(ring, 0, first);
    ringEnd = (ringEnd + last.length) % endBytes;
    ringSize = Math.min(endBytes, ringSize + last.length);
  };

  return {
    see: (chunk) => {
      const taken = chunk.copy(head, headSize);
      headSize += taken;
      if (taken < chunk.length) keepLast(chunk.subarray(taken));
    },
    taken: () => ({
      head: head.subarray(0, headSize),
      tail: !ring
        ? Buffer.alloc(0)
        : ringSize < endBytes
          ? ring.subarray(0, ringSize)
          : Buffer.concat([ring.subarray(ringEnd), ring.subarray(0, ringEnd)]),
    }),
  };
};
