import type { DatabaseSync, StatementSync } from "node:sqlite";
import { PageReader } from "./list-pages.ts";

/** One of the pieces that FTS5's lists lie in. */
export interface Piece {
  id: number;
  firstPage: number;
  lastPage: number;
  /** Tells it from an earlier piece of the same id. */
  origin: string;
  tombstonePages: number;
}

export interface Pieces {
  all: Piece[];
  /** Some are being merged, a part of them with every commit. */
  areMerging: boolean;
}

const structureId = 10;
/** What the record of a table that deletes by tombstones begins with, after the settings' cookie. */
const tombstoneMark = "ff000001";
/** Of the format that this program reads (FTS5_CURRENT_VERSION). */
const knownVersion = 4;
const pieceBits = 37n;
const firstTombstonePiece = 65_536n;

/** The pages of FTS5's own tables, as `fts5_index.c` of SQLite describes them. */
export class ListPieces {
  readonly #block: StatementSync;
  readonly isKnown: boolean;

  constructor(database: DatabaseSync) {
    this.#block = database.prepare("SELECT block FROM terms_data WHERE id = ?");
    const version = database.prepare("SELECT v FROM terms_config WHERE k = 'version'").get();
    this.isKnown = Number(version?.v) === knownVersion;
  }

  /** Null where the record is not of the form that this program reads. */
  read(): Pieces | null {
    const record = this.#read(BigInt(structureId));
    if (!record || Buffer.from(record.subarray(4, 8)).toString("hex") !== tombstoneMark) return null;
    const reader = new PageReader(record, 8);
    const [levels] = [reader.next(), reader.next(), reader.next()];
    const all: Piece[] = [];
    let areMerging = false;
    for (let level = 0; level < levels; level += 1) {
      const [merging, count] = [reader.next(), reader.next()];
      if (merging > 0) areMerging = true;
      for (let i = 0; i < count; i += 1) {
        const [id, firstPage, lastPage] = [reader.next(), reader.next(), reader.next()];
        const origin = `${reader.next()}-${reader.next()}`;
        const [tombstonePages] = [reader.next(), reader.next(), reader.next()];
        all.push({ id, firstPage, lastPage, origin, tombstonePages });
      }
    }
    return { all, areMerging };
  }

  page({ id }: Piece, page: number): Uint8Array | undefined {
    return this.#read((BigInt(id) << pieceBits) + BigInt(page));
  }

  /** The documents that were in a piece and have been removed or replaced. */
  removedFrom({ id, tombstonePages }: Piece): Set<number> {
    const removed = new Set<number>();
    for (let i = 0; i < tombstonePages; i += 1) {
      const page = this.#read(((BigInt(id) + firstTombstonePiece) << pieceBits) + BigInt(i));
      if (!page) continue;
      const slots = Buffer.from(page.buffer, page.byteOffset, page.byteLength);
      const width = slots[0] === 4 ? 4 : 8;
      // Eight bytes where a number needs them: those of documents do not.
      for (let at = 8 + width - 4; at < slots.length; at += width) removed.add(slots.readUInt32BE(at));
    }
    return removed;
  }

  #read(id: bigint): Uint8Array | undefined {
    return this.#block.get(id)?.block as Uint8Array | undefined;
  }
}
