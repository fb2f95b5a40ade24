import type { DatabaseSync, StatementSync } from "node:sqlite";
import { bitsFor, clearBit, countBits, numbersInBoth, setBit } from "./bits.ts";
import { contentEnd, firstWordAt, NumberCollector, wordsOn } from "./list-pages.ts";
import { ListPieces, type Piece } from "./list-pieces.ts";

/** How FTS5 marks the words themselves, and the beginnings of two characters that it has lists of (`prefix`). */
const wordMark = "0";
const beginningMark = "1";
const expressionForms = /^"([^"]*)"( \*)?$/;
const readyLength = 2;
/** Looking a word up in so many other pieces costs as much as FTS5 takes for a page of its list. */
const piecesPerPage = 2;

/** Where a list begins. */
interface Place {
  page: number;
  from: number;
  to: number;
  /** That it fills. */
  pages: number;
}

/**
 * The lists that fill whole pages of FTS5's own tables, read from those pages: stepping through its rows and writing each number as text
 * takes twenty times as long. Which words these are is read once for the largest piece; in the others, of what was
 * written since, each is looked up.
 */
export class LongLists {
  readonly #pieces: ListPieces;
  readonly #places: StatementSync;
  readonly #place: StatementSync;
  readonly #collector = new NumberCollector();
  #all: { piece: Piece; removed: Set<number> }[] = [];
  #largest = "";
  /** Those of the largest piece, by word with its mark. */
  #long = new Map<string, Place>();

  constructor(database: DatabaseSync) {
    this.#pieces = new ListPieces(database);
    this.#places = database.prepare("SELECT pgno >> 1 AS page FROM terms_idx WHERE segid = ? ORDER BY pgno");
    this.#place = database.prepare(
      "SELECT pgno >> 1 AS page FROM terms_idx WHERE segid = ? AND term <= ? ORDER BY term DESC LIMIT 1",
    );
  }

  /** Inside the transaction that reads what was committed last. */
  follow(): void {
    const { all, areMerging } = (this.#pieces.isKnown && this.#pieces.read()) || {
      all: [],
      areMerging: false,
    };
    const pagesOf = ({ firstPage, lastPage }: Piece) => lastPage - firstPage;
    all.sort((a, b) => pagesOf(b) - pagesOf(a));
    this.#all = all.map((piece) => ({ piece, removed: this.#pieces.removedFrom(piece) }));
    const [largest] = all;
    const name = largest ? `${largest.id} ${largest.origin} ${largest.firstPage} ${largest.lastPage}` : "";
    if (name === this.#largest) return;
    // What changes with every commit is not looked through each time.
    const isReady = largest !== undefined && !areMerging;
    this.#largest = isReady ? name : "";
    this.#long = isReady ? this.#longIn(largest) : new Map();
  }

  /** Ascending, valid until the next list is read; null where it is not long, or not of one word or beginning. */
  find(expression: string): Uint32Array | null {
    const word = markedWord(expression);
    const place = word === null ? undefined : this.#long.get(word);
    const [largest, ...others] = this.#all;
    if (word === null || !place || !largest) return null;
    if (others.length > place.pages * piecesPerPage) return null;
    const most = this.#read(largest.piece, place);
    if (!most || (others.length === 0 && largest.removed.size === 0)) return most;
    // The next list that is read lies in the same memory.
    const parts = [most.slice()];
    for (const { piece, removed } of others) {
      const other = this.#locate(piece, word);
      const numbers = other && this.#read(piece, other);
      if (other && !numbers) return null;
      parts.push(numbers?.filter((number) => !removed.has(number)) ?? nothing);
    }
    return unite(parts, largest.removed);
  }

  /** Words of which the list fills a page at least: no word begins there. */
  #longIn(piece: Piece): Map<string, Place> {
    const found = new Map<string, Place>();
    const note = (page: number, pages: number) => {
      const bytes = this.#pieces.page(piece, page);
      for (const { word, from, to } of bytes ? wordsOn(bytes) : [])
        if (to === contentEnd(bytes as Uint8Array)) found.set(word.toString(), { page, from, to, pages });
    };
    let before = piece.lastPage;
    for (const row of this.#places.all(piece.id)) {
      const page = Number(row.page);
      if (page < piece.firstPage) continue;
      if (page > before + 1) note(before, page - before - 1);
      before = page;
    }
    if (piece.lastPage > before) note(before, piece.lastPage - before);
    return found;
  }

  #locate(piece: Piece, word: string): Place | null {
    const wanted = Buffer.from(word);
    const row = this.#place.get(piece.id, wanted);
    const page = Math.max(Number(row?.page ?? 0), piece.firstPage);
    const bytes = this.#pieces.page(piece, page);
    for (const one of bytes ? wordsOn(bytes) : [])
      if (one.word.equals(wanted)) return { page, from: one.from, to: one.to, pages: 0 };
    return null;
  }

  /** Goes on over as many pages as the list does; null where these are not as expected. */
  #read(piece: Piece, { page, from, to }: Place): Uint32Array | null {
    const first = this.#pieces.page(piece, page);
    this.#collector.begin();
    if (!first || !this.#collector.add(first, from, to)) return null;
    let isOpen = to === contentEnd(first);
    for (let next = page + 1; isOpen && next <= piece.lastPage; next += 1) {
      const following = this.#pieces.page(piece, next);
      if (!following) return null;
      const end = firstWordAt(following);
      if (!this.#collector.add(following, 4, end)) return null;
      isOpen = end === contentEnd(following);
    }
    return this.#collector.numbers();
  }
}

const nothing = new Uint32Array(0);

function markedWord(expression: string): string | null {
  const [, word, isBeginning] = expressionForms.exec(expression) ?? [];
  if (word === undefined) return null;
  if (!isBeginning) return wordMark + word;
  return Array.from(word).length === readyLength ? beginningMark + word : null;
}

/** Without those that were removed from the first part: another may have them anew. */
function unite([most, ...others]: Uint32Array[], removedFromMost: Set<number>): Uint32Array {
  const parts = [most ?? nothing, ...others];
  const highest = Math.max(...parts.map((numbers) => numbers.at(-1) ?? 0));
  const bits = bitsFor(highest);
  for (const number of parts[0] ?? nothing) setBit(bits, number);
  for (const number of removedFromMost) if (number <= highest) clearBit(bits, number);
  for (const numbers of others) for (const number of numbers) setBit(bits, number);
  const all = new Uint32Array(countBits(bits));
  numbersInBoth(bits, bits, all);
  return all;
}
