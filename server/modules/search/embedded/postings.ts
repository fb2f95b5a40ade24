import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Numbers kept for words that are asked for again: 4 bytes each. */
const mostCachedNumbers = 8_000_000;
/** What an entry costs beside its numbers. */
const entryOverhead = 40;

/**
 * Which documents have a token, in ascending order. The lists of common words are long and the same words come again, so
 * they are kept until the index changes.
 */
export class Postings {
  readonly #statement: StatementSync;
  #cache = new Map<string, Uint32Array>();
  #cachedNumbers = 0;

  constructor(database: DatabaseSync) {
    // One string for all the numbers: stepping through rows from JavaScript takes several times as long.
    this.#statement = database.prepare(
      "SELECT group_concat(rowid) AS numbers FROM terms WHERE terms MATCH ?",
    );
  }

  /** `expression` is made of `exactly(…)` and `beginningWith(…)` only, and travels as a bound parameter. */
  find(expression: string): Uint32Array {
    const known = this.#cache.get(expression);
    if (known) {
      this.#cache.delete(expression);
      this.#cache.set(expression, known);
      return known;
    }
    const found = parseNumbers(this.#statement.get(expression)?.numbers as string | null);
    this.#remember(expression, found);
    return found;
  }

  forget(): void {
    this.#cache.clear();
    this.#cachedNumbers = 0;
  }

  #remember(expression: string, found: Uint32Array): void {
    this.#cache.set(expression, found);
    this.#cachedNumbers += found.length + entryOverhead;
    for (const [oldest, numbers] of this.#cache) {
      if (this.#cachedNumbers <= mostCachedNumbers) return;
      this.#cache.delete(oldest);
      this.#cachedNumbers -= numbers.length + entryOverhead;
    }
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
