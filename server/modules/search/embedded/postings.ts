import type { DatabaseSync, StatementSync } from "node:sqlite";
import { LRUCache } from "lru-cache";
import { type NumberSet, numberSetOf } from "./number-set.ts";

const mostCachedBytes = 24_000_000;
/** What an entry costs beside its numbers. */
const entryBytes = 300;

/**
 * Which documents have a token, in ascending order. The lists of common words are long and the same words come again, so
 * they are kept until the index changes.
 */
export class Postings {
  readonly #statement: StatementSync;
  readonly #kept = new LRUCache<string, NumberSet>({
    maxSize: mostCachedBytes,
    sizeCalculation: (set) => set.bytes + entryBytes,
  });

  constructor(database: DatabaseSync) {
    // One string for all the numbers: stepping through rows from JavaScript takes several times as long.
    this.#statement = database.prepare(
      "SELECT group_concat(rowid) AS numbers FROM terms WHERE terms MATCH ?",
    );
  }

  /** `expression` is made of `exactly(…)` and `beginningWith(…)` only, and travels as a bound parameter. */
  find(expression: string): NumberSet {
    const known = this.#kept.get(expression);
    if (known) return known;
    const found = numberSetOf(parseNumbers(this.#statement.get(expression)?.numbers as string | null));
    this.#kept.set(expression, found);
    return found;
  }

  forget(): void {
    this.#kept.clear();
  }
}

function parseNumbers(text: string | null): Uint32Array {
  if (!text) return new Uint32Array(0);
  const numbers = new Uint32Array((text.length >> 1) + 1);
  let count = 0;
  let number = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 44) {
      numbers[count] = number;
      count += 1;
      number = 0;
    } else number = number * 10 + code - 48;
  }
  numbers[count] = number;
  return numbers.slice(0, count + 1);
}
