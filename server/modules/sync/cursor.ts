import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from "node:crypto";
import type { FeedPlace } from "./store.ts";

/** How far a reader has come, and since which transaction it has been told of what is gone. */
export interface FeedCursor {
  place: FeedPlace;
  startedAt: bigint;
}

const ivBytes = 12;
const tagBytes = 16;
const markBytes = 16;
const numbersBytes = 24;

const keysOf = (secret: string): { seal: Buffer; iv: Buffer } => {
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "sync-cursor", 64));
  return { seal: bytes.subarray(0, 32), iv: bytes.subarray(32) };
};

/** A short name of everything that a cursor is bound to. */
const markOf = (bound: unknown): Buffer =>
  createHash("sha256").update(JSON.stringify(bound)).digest().subarray(0, markBytes);

/**
 * The cursor as text that only this server can read: the numbers in it tell how busy everybody together is. The initial
 * value is made from what is sealed, so that one place is always the same text and pages can answer 304.
 */
export const sealCursor = (secret: string, bound: unknown, { place, startedAt }: FeedCursor): string => {
  const plain = Buffer.alloc(numbersBytes + markBytes);
  for (const [index, value] of [place.xid, place.number, startedAt].entries())
    plain.writeBigUInt64BE(value, index * 8);
  markOf(bound).copy(plain, numbersBytes);
  const keys = keysOf(secret);
  const iv = createHmac("sha256", keys.iv).update(plain).digest().subarray(0, ivBytes);
  const cipher = createCipheriv("aes-256-gcm", keys.seal, iv);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString("base64url");
};

/** The cursor, or null where it is none of this server's, or was given for something else than `bound`. */
export const openCursor = (secret: string, bound: unknown, text: string): FeedCursor | null => {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== ivBytes + numbersBytes + markBytes + tagBytes) return null;
  const decipher = createDecipheriv("aes-256-gcm", keysOf(secret).seal, bytes.subarray(0, ivBytes));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  let plain: Buffer;
  try {
    plain = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
  if (!plain.subarray(numbersBytes).equals(markOf(bound))) return null;
  const [xid, number, startedAt] = [0, 8, 16].map((at) => plain.readBigUInt64BE(at)) as [
    bigint,
    bigint,
    bigint,
  ];
  return { place: { xid, number }, startedAt };
};
