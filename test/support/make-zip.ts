import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  /** As it is written into the archive, whatever its encoding. */
  name: Buffer | string;
  bytes: Buffer | string;
  /** Says that the name is UTF-8; a string is such a name and says nothing unless asked to. */
  isMarkedUtf8?: boolean;
  /** Kind and rights as Unix programs write them: 0o120777 is a link. */
  unixMode?: number;
  isEncrypted?: boolean;
  /** As PKWARE's programs do it, names and all. */
  isStronglyEncrypted?: boolean;
  /** The name once more, in the field of "Info-ZIP Unicode Path". */
  unicodePath?: string;
  /** What the archive says of the size instead of the truth. */
  claimedBytes?: number;
}

const unicodePathField = (name: Buffer, text: string): Buffer => {
  const path = Buffer.from(text, "utf8");
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + path.length, 2);
  field.writeUInt8(1, 4);
  field.writeUInt32LE(crc32(name), 5);
  return Buffer.concat([field, path]);
};

/** A zip file byte by byte, as good libraries will not write it. */
export const makeZip = (entries: readonly ZipEntry[]): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const bytes = Buffer.from(entry.bytes as string);
    const packed = deflateRawSync(bytes);
    const extra = entry.unicodePath ? unicodePathField(name, entry.unicodePath) : Buffer.alloc(0);
    const flags =
      (entry.isMarkedUtf8 ? 0x800 : 0) | (entry.isEncrypted ? 1 : 0) | (entry.isStronglyEncrypted ? 0x41 : 0);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(entry.claimedBytes ?? bytes.length, 18);
    shared.writeUInt16LE(name.length, 22);
    shared.writeUInt16LE(extra.length, 24);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), shared, name, extra, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.unixMode ?? 0) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x03", "latin1"), shared, tail, name, extra]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
};
