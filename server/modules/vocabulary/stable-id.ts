import { createHash } from "node:crypto";

/**
 * A UUID that is always the same for the same path, on every installation: the first bytes of a SHA-256, marked as
 * version 8 (RFC 9562, section 5.8), since version 5 stands for SHA-1.
 */
export function stableId(...path: string[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(path)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
