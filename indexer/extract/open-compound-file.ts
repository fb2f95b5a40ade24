import { type FileHandle, open } from "node:fs/promises";
import { Unreadable } from "./extract-result.ts";

/** A compound file (MS-CFB): Office's container before 2007, a small file system of its own. */
export interface CompoundFile {
  has(name: string): boolean;
  /** At most `maxBytes` from the start of a stream of the topmost folder. Throws Unreadable where there is none. */
  read(name: string, maxBytes?: number): Promise<Buffer>;
  close(): Promise<void>;
}

interface Entry {
  name: string;
  start: number;
  size: number;
}

const endOfChain = 0xfffffffa;
const headerSlots = 109;
const miniCutoff = 4096;
const miniSectorBytes = 64;
/** Chains are followed no further, whatever they say: a table larger than this belongs to no file that we take. */
const maxTableSectors = 100_000;

const signature = Buffer.from("d0cf11e0a1b11ae1", "hex");
export const isCompoundFile = (start: Buffer): boolean => start.subarray(0, 8).equals(signature);

class CompoundReader implements CompoundFile {
  readonly #file: FileHandle;
  readonly #sectorBytes: number;
  readonly #next: number[] = [];
  readonly #entries = new Map<string, Entry>();
  #miniNext: number[] = [];
  #miniStream: Buffer = Buffer.alloc(0);

  constructor(file: FileHandle, header: Buffer) {
    this.#file = file;
    this.#sectorBytes = header.readUInt16LE(30) === 12 ? 4096 : 512;
  }

  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  async read(name: string, maxBytes = Number.POSITIVE_INFINITY): Promise<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry) throw new Unreadable("broken", `no stream ${name}`);
    const bytes = Math.min(entry.size, maxBytes);
    if (entry.size >= miniCutoff) return this.#readChain(entry.start, bytes);
    const pieces: Buffer[] = [];
    const needed = Math.ceil(bytes / miniSectorBytes);
    for (const sector of chainOf(this.#miniNext, entry.start, needed))
      pieces.push(this.#miniStream.subarray(sector * miniSectorBytes, (sector + 1) * miniSectorBytes));
    return Buffer.concat(pieces).subarray(0, bytes);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async load(header: Buffer): Promise<void> {
    await this.#readTable(header);
    const directory = await this.#readChain(header.readUInt32LE(48), maxTableSectors * 512);
    const root = this.#readDirectory(directory);
    const miniTable = await this.#readChain(header.readUInt32LE(60), maxTableSectors * 512);
    this.#miniNext = toNumbers(miniTable);
    this.#miniStream = await this.#readChain(root.start, Math.min(root.size, 64_000_000));
  }

  /** The table of sectors stands in sectors that the header lists, and those after the 109th in a chain of lists. */
  async #readTable(header: Buffer): Promise<void> {
    let list = toNumbers(header.subarray(76, 76 + headerSlots * 4));
    let following = header.readUInt32LE(68);
    for (let lists = 0; ; lists += 1) {
      for (const sector of list) {
        if (sector >= endOfChain) continue;
        this.#next.push(...toNumbers(await this.#readSector(sector)));
        if (this.#next.length > maxTableSectors * 128) throw new Unreadable("too-large", "sector table");
      }
      if (following >= endOfChain || lists > maxTableSectors / 128) return;
      const numbers = toNumbers(await this.#readSector(following));
      following = numbers.pop() ?? endOfChain;
      list = numbers;
    }
  }

  /** Entries of the topmost folder only: documents embedded in this one have streams of the same names. */
  #readDirectory(directory: Buffer): Entry {
    const at = (index: number) => directory.subarray(index * 128, (index + 1) * 128);
    const rootBytes = at(0);
    if (rootBytes.length < 128) throw new Unreadable("broken", "no directory");
    const waiting = [rootBytes.readUInt32LE(76)];
    const seen = new Set<number>();
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const bytes = at(index);
      if (bytes.length < 128 || seen.has(index)) continue;
      seen.add(index);
      waiting.push(bytes.readUInt32LE(68), bytes.readUInt32LE(72));
      const entry = toEntry(bytes);
      this.#entries.set(entry.name.toLowerCase(), entry);
    }
    return toEntry(rootBytes);
  }

  async #readChain(start: number, maxBytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (const sector of chainOf(this.#next, start, Math.ceil(maxBytes / this.#sectorBytes)))
      pieces.push(await this.#readSector(sector));
    return Buffer.concat(pieces).subarray(0, maxBytes);
  }

  async #readSector(sector: number): Promise<Buffer> {
    const position = (sector + 1) * this.#sectorBytes;
    const { buffer, bytesRead } = await this.#file.read(
      Buffer.alloc(this.#sectorBytes),
      0,
      undefined,
      position,
    );
    if (bytesRead === 0) throw new Unreadable("broken", "ends before its content");
    return buffer.subarray(0, bytesRead);
  }
}

function toNumbers(bytes: Buffer): number[] {
  const numbers: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) numbers.push(bytes.readUInt32LE(at));
  return numbers;
}

function toEntry(bytes: Buffer): Entry {
  const nameBytes = Math.max(0, Math.min(bytes.readUInt16LE(64), 64) - 2);
  const name = bytes.toString("utf16le", 0, nameBytes);
  return { name, start: bytes.readUInt32LE(116), size: bytes.readUInt32LE(120) };
}

/** Sectors of a chain; one that runs in a circle or out of the table is broken. */
function* chainOf(next: number[], start: number, most: number): Generator<number> {
  let sector = start;
  for (let count = 0; count < most && sector < endOfChain; count += 1) {
    if (count > next.length) throw new Unreadable("broken", "sectors in a circle");
    yield sector;
    const following = next[sector];
    if (following === undefined) throw new Unreadable("broken", "sector outside of the table");
    sector = following;
  }
}

/** Reads only what is asked for: the pictures of an old presentation stay on the disk. Whoever opens it closes it. */
export async function openCompoundFile(path: string): Promise<CompoundFile> {
  const file = await open(path);
  try {
    const { buffer: header, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    if (bytesRead < 512) throw new Unreadable("broken", "no header");
    const reader = new CompoundReader(file, header);
    await reader.load(header);
    return reader;
  } catch (error) {
    await file.close();
    throw error;
  }
}
