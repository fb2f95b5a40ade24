import type { DatabaseSync, StatementSync } from "node:sqlite";
import { LRUCache } from "lru-cache";
import { LongLists } from "./long-lists.ts";
import { type NumberSet, numberSetOf, replaceAmong } from "./number-set.ts";

const mostCachedBytes = 32_000_000;
/** What an entry costs beside its numbers. */
const entryBytes = 300;
/** After so many changes all lists are read anew. */
const mostFollowed = 10_000;
/** Documents this near each other are looked up at once. */
const nearby = 64;
/** Reading a list anew costs as much as looking up so many of its numbers by range. */
const numbersPerRange = 100;

interface Kept {
  set: NumberSet;
  /** How many of the changes it has taken in. */
  changes: number;
}

/**
 * Which documents have a token, in ascending order. The lists of common words are long and the same words come again, so
 * they are kept, and brought up to date where documents have changed since.
 */
export class Postings {
  readonly #whole: StatementSync;
  readonly #range: StatementSync;
  readonly #long: LongLists;
  #isLongCurrent = false;
  /** The numbers of changed documents, in the order of the changes. */
  readonly #changed: number[] = [];
  readonly #kept = new LRUCache<string, Kept>({
    maxSize: mostCachedBytes,
    sizeCalculation: ({ set }) => set.bytes + entryBytes,
  });

  constructor(database: DatabaseSync) {
    // One string for all the numbers: stepping through rows from JavaScript takes several times as long.
    const numbersWhere = "SELECT group_concat(rowid) AS numbers FROM terms WHERE terms MATCH ?";
    this.#whole = database.prepare(numbersWhere);
    this.#range = database.prepare(`${numbersWhere} AND rowid BETWEEN ? AND ?`);
    this.#long = new LongLists(database);
  }

  /** `expression` is made of `exactly(…)` and `beginningWith(…)` only, and travels as a bound parameter. */
  find(expression: string): NumberSet {
    const known = this.#kept.get(expression);
    if (known?.changes === this.#changed.length) return known.set;
    const set = (known && this.#update(expression, known)) ?? this.#read(expression);
    this.#kept.set(expression, { set, changes: this.#changed.length });
    return set;
  }

  /** The documents of these numbers were written, replaced or removed. */
  noteChanges(numbers: readonly number[]): void {
    this.#isLongCurrent = false;
    if (this.#changed.length + numbers.length > mostFollowed) {
      this.#kept.clear();
      this.#changed.length = 0;
    } else this.#changed.push(...numbers);
  }

  #read(expression: string): NumberSet {
    if (!this.#isLongCurrent) this.#long.follow();
    this.#isLongCurrent = true;
    const long = this.#long.find(expression);
    return numberSetOf(long ?? parseNumbers(this.#whole.get(expression)?.numbers as string | null));
  }

  /** Null where reading all is cheaper. */
  #update(expression: string, { set, changes }: Kept): NumberSet | null {
    const changed = Uint32Array.from(new Set(this.#changed.slice(changes))).sort();
    const ranges = rangesOf(changed);
    if (ranges.length * numbersPerRange > set.size) return null;
    const found = ranges.map(([first, last]) =>
      parseNumbers(this.#range.get(expression, first, last)?.numbers as string | null).slice(),
    );
    return replaceAmong(set, changed, found);
  }
}

/** `numbers` ascend. */
function rangesOf(numbers: Uint32Array): [first: number, last: number][] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range && number - range[1] <= nearby) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

/** What was parsed last lies in it: copied where it is kept. */
let parsed = new Uint32Array(1024);

function parseNumbers(text: string | null): Uint32Array {
  if (!text) return parsed.subarray(0, 0);
  if (parsed.length <= text.length >> 1) parsed = new Uint32Array(text.length);
  let count = 0;
  let number = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 44) {
      parsed[count] = number;
      count += 1;
      number = 0;
    } else number = number * 10 + code - 48;
  }
  parsed[count] = number;
  return parsed.subarray(0, count + 1);
}
