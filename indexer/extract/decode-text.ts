import { Unreadable } from "./extract-result.ts";

/** A byte order mark, else null. */
function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

/** UTF-16 without a mark shows by the zero bytes of its ASCII characters: all on one side. */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (even + odd < sample.length / 50) return null;
  if (even > odd * 10) return "utf-16be";
  return odd > even * 10 ? "utf-16le" : null;
}

/** Null where the bytes are not of that encoding. The end may be cut inside a character. */
function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

function isKnown(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== "";
  } catch {
    return false;
  }
}

/** Damaged text is still worth finding as long as little of it is lost. */
function decodeDamaged(bytes: Uint8Array): string {
  const candidates = ["utf-8", "gb18030"].map((encoding) => new TextDecoder(encoding).decode(bytes));
  const losses = candidates.map((text) => text.split("\uFFFD").length - 1);
  const best = (losses[0] ?? 0) <= (losses[1] ?? 0) ? 0 : 1;
  const text = candidates[best] ?? "";
  if ((losses[best] ?? 0) > text.length / 50) throw new Unreadable("broken", "not text");
  return text;
}

/**
 * Byte order mark, then strict UTF-8, then what the file itself declares, then GB18030, which is what Chinese Windows
 * calls ANSI. Throws Unreadable where it is none of them.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const marked = markedEncoding(bytes) ?? unmarkedUtf16(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  if (bytes.subarray(0, 4096).includes(0)) throw new Unreadable("broken", "not text");
  const candidates = ["utf-8", ...(declared && isKnown(declared) ? [declared] : []), "gb18030"];
  for (const encoding of candidates) {
    const text = decodeStrictly(bytes, encoding);
    if (text !== null) return text;
  }
  return decodeDamaged(bytes);
}
