import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import type { Sha256 } from "../../server/ids.ts";

/** Random bytes: what is stored twice by chance would hide faults. */
export const someBytes = (size: number): Buffer => randomBytes(size);

export const sha256Of = (bytes: Buffer): Sha256 => createHash("sha256").update(bytes).digest("hex") as Sha256;

function* cut(bytes: Buffer, chunkBytes: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

/** A source that comes in chunks, as from a socket. */
export const sourceOf = (bytes: Buffer, chunkBytes = 64 * 1024): Readable =>
  Readable.from(cut(bytes, chunkBytes), { objectMode: false, highWaterMark: chunkBytes });

/** A source that gives the first bytes and then fails, or (`stall`) falls silent until it is destroyed. */
export const brokenSource = (bytes: Buffer, how: "fail" | "close" | "stall"): Readable => {
  const chunks = cut(bytes, 64 * 1024);
  return new Readable({
    read() {
      const next = chunks.next();
      if (!next.done) this.push(next.value);
      else if (how === "fail") this.destroy(new Error("the line broke"));
      else if (how === "close") this.destroy();
    },
  });
};

export const bytesOf = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};
