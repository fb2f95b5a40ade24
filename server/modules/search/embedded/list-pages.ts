/** A stretch of a piece of FTS5's lists in which numbers are read: big-endian groups of seven bits. */
export class PageReader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  next(): number {
    let number = 0;
    for (;;) {
      // Beyond the end there is nothing, and nothing follows.
      const byte = this.bytes[this.at] ?? 0;
      this.at += 1;
      number = number * 128 + (byte & 127);
      if (byte < 128) return number;
    }
  }
}

const twoBytes = (bytes: Uint8Array, at: number) => ((bytes[at] as number) << 8) | (bytes[at + 1] as number);

/** Where the words and lists of a page end, and what tells where each word begins follows. */
export const contentEnd = (page: Uint8Array): number => twoBytes(page, 2);

/** Where the first word of a page begins; before it the list of a word before goes on. The page's end where there is none. */
export function firstWordAt(page: Uint8Array): number {
  const end = contentEnd(page);
  return end < page.length ? new PageReader(page, end).next() : end;
}

export interface WordOnPage {
  /** As UTF-8, valid until the next word is looked at. */
  word: Buffer;
  /** Its list on this page. */
  from: number;
  to: number;
}

/** Each word is given by what it does not have in common with the one before. */
export function* wordsOn(page: Uint8Array): Iterable<WordOnPage> {
  const places = new PageReader(page, contentEnd(page));
  const word = Buffer.allocUnsafe(page.length * 2);
  let at = 0;
  for (let isFirst = true; places.at < page.length; isFirst = false) {
    at += places.next();
    const reader = new PageReader(page, at);
    const common = isFirst ? 0 : reader.next();
    const more = reader.next();
    word.set(page.subarray(reader.at, reader.at + more), common);
    const nextPlace = new PageReader(page, places.at);
    const to = places.at < page.length ? at + nextPlace.next() : contentEnd(page);
    yield { word: word.subarray(0, common + more), from: reader.at + more, to };
  }
}

/** Numbers of documents, collected in memory that is used again. */
export class NumberCollector {
  #numbers = new Uint32Array(4096);
  #count = 0;

  begin(): void {
    this.#count = 0;
  }

  /** Those of a list from one place of a page to another; false where something else than numbers lies there. */
  add(page: Uint8Array, from: number, to: number): boolean {
    if (this.#numbers.length < this.#count + to - from) this.#makeRoom(this.#count + to - from);
    const numbers = this.#numbers;
    let count = this.#count;
    let number = 0;
    for (let at = from; at < to; at += 1) {
      let byte = page[at] as number;
      if (byte === 0) return false;
      let difference = byte & 127;
      while (byte > 127) {
        at += 1;
        byte = page[at] as number;
        difference = (difference << 7) | (byte & 127);
      }
      number += difference;
      numbers[count] = number;
      count += 1;
    }
    this.#count = count;
    return true;
  }

  /** Valid until the next list is begun. */
  numbers(): Uint32Array {
    return this.#numbers.subarray(0, this.#count);
  }

  #makeRoom(count: number): void {
    const numbers = new Uint32Array(count * 2);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }
}
