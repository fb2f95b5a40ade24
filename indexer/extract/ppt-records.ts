import { Unreadable } from "./extract-result.ts";

/** One record of a PowerPoint stream (MS-PPT 2.3.1): a container of records, or an atom with data. */
export interface PptRecord {
  type: number;
  instance: number;
  isContainer: boolean;
  data: Buffer;
}

/** By their numbers in MS-PPT 2.13.24. */
export const recordType = {
  notesAtom: 0x03f1,
  slidePersistAtom: 0x03f3,
  outlineTextReference: 0x0f9e,
  textCharacters: 0x0fa0,
  textBytes: 0x0fa8,
  slideList: 0x0ff0,
  userEdit: 0x0ff5,
};

const headerBytes = 8;
const maxDepth = 64;

/** The record at an offset. Throws Unreadable where there is none. */
export function readRecord(stream: Buffer, offset: number): PptRecord {
  if (offset + headerBytes > stream.length) throw new Unreadable("broken", "record outside of the stream");
  const kind = stream.readUInt16LE(offset);
  const start = offset + headerBytes;
  return {
    type: stream.readUInt16LE(offset + 2),
    instance: kind >> 4,
    isContainer: (kind & 0xf) === 0xf,
    data: stream.subarray(start, start + stream.readUInt32LE(offset + 4)),
  };
}

/** The records that stand directly in a container's data; one that is cut off ends it. */
export function* childrenOf(data: Buffer): Generator<PptRecord> {
  for (let offset = 0; offset + headerBytes <= data.length; ) {
    const record = readRecord(data, offset);
    yield record;
    offset += headerBytes + data.readUInt32LE(offset + 4);
  }
}

/** All atoms below a container, in order. */
export function* atomsOf(data: Buffer, depth = 0): Generator<PptRecord> {
  if (depth > maxDepth) throw new Unreadable("too-large", "records nested too deeply");
  for (const record of childrenOf(data)) {
    if (record.isContainer) yield* atomsOf(record.data, depth + 1);
    else yield record;
  }
}

/** Text of a text atom; null of any other. Paragraphs end with a carriage return. */
export function textOfAtom({ type, data }: PptRecord): string | null {
  if (type === recordType.textCharacters) return data.toString("utf16le");
  return type === recordType.textBytes ? data.toString("latin1") : null;
}
