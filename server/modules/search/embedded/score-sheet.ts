import type { Preference } from "../search-index.ts";
import type { Columns } from "./columns.ts";
import type { Evidence } from "./evidence.ts";
import { exactly, headToken } from "./field-tokens.ts";
import type { Postings } from "./postings.ts";
import { alsoShare, type MatchParts, partialWorth, scoreOf } from "./rank.ts";
import { acceptingSets } from "./scope-filter.ts";

/** Partial matches with less than this share of what the best have are left out. */
const partialShare = 0.3;
/** So that wishes count for more than the words that say them, where there is nothing else. */
const listingWeight = 100;

interface Wishes {
  columns: Columns;
  preferences: Preference[];
  excluded: ReadonlySet<number>;
}

export interface Collected {
  numbers: Uint32Array;
  count: number;
  scores: Float32Array | null;
}

/** What is known of each document while one question's lists are read, in arrays that the next question uses again. */
export class ScoreSheet {
  #worth = new Float32Array(0);
  #scores = new Float32Array(0);
  #covered = new Float32Array(0);
  /** A bit for each required term. */
  #matched = new Uint32Array(0);
  #slipped = new Uint8Array(0);
  #isExact = new Uint8Array(0);
  /** The last term that a document was seen with, counted from 1. */
  #lastTerm = new Uint8Array(0);
  #touched = new Uint32Array(0);
  #touchedCount = 0;
  #mask: Uint8Array = new Uint8Array(0);
  #size = 0;
  #required = 0;
  #requiredWeight = 0;
  #weight = 0;
  #isRequired = false;
  #stamp = 0;
  /** In how many documents in scope the term was found so far. */
  countOfTerm = 0;
  /** How many documents may be found at all. */
  get inScope(): number {
    let count = 0;
    for (let number = 1; number < this.#size; number += 1) count += this.#mask[number] as number;
    return count;
  }

  reset(size: number, mask: Uint8Array, required: number): void {
    if (this.#worth.length < size) this.#makeRoom(size);
    // Only what the last question touched is dirty.
    for (let i = 0; i < this.#touchedCount; i += 1) {
      const number = this.#touched[i] as number;
      this.#worth[number] = 0;
      this.#covered[number] = 0;
      this.#matched[number] = 0;
      this.#slipped[number] = 0;
      this.#isExact[number] = 0;
      this.#lastTerm[number] = 0;
    }
    [this.#touchedCount, this.#stamp, this.#requiredWeight] = [0, 0, 0];
    [this.#size, this.#mask, this.#required] = [size, mask, required];
  }

  beginTerm(weight: number, isRequired: boolean): void {
    this.#stamp += 1;
    this.#weight = weight;
    this.#isRequired = isRequired;
    if (isRequired) this.#requiredWeight += weight;
    this.countOfTerm = 0;
  }

  /** The first list that has a document counts in full, further ones of the same term a little: strongest first. */
  add(list: Uint32Array, { worth, cover }: Evidence, isSlip: boolean): void {
    const [mask, lastTerm, worths, stamp] = [this.#mask, this.#lastTerm, this.#worth, this.#stamp];
    const first = worth * this.#weight;
    const further = first * alsoShare;
    // Required terms come first, and are no more than a number has bits.
    const bit = this.#isRequired ? 1 << (stamp - 1) : 0;
    for (let i = 0; i < list.length; i += 1) {
      const number = list[i] as number;
      if (mask[number] === 0) continue;
      const last = lastTerm[number] as number;
      if (last === stamp) {
        worths[number] = (worths[number] as number) + further;
        continue;
      }
      if (last === 0) {
        this.#touched[this.#touchedCount] = number;
        this.#touchedCount += 1;
      }
      lastTerm[number] = stamp;
      worths[number] = (worths[number] as number) + first;
      this.countOfTerm += 1;
      if (cover > 0) this.#covered[number] = (this.#covered[number] as number) + cover;
      if (!this.#isRequired) continue;
      this.#matched[number] = (this.#matched[number] as number) | bit;
      if (isSlip) this.#slipped[number] = (this.#slipped[number] as number) + 1;
    }
  }

  /** A bit for each of the required terms. */
  get #every(): number {
    return 2 ** this.#required - 1;
  }

  hasAll(number: number): boolean {
    return this.#matched[number] === this.#every;
  }

  /** Only of what was touched: a mark elsewhere would stay, and favour the document in somebody else's next question. */
  markExactTitles(postings: Postings, head: string): void {
    if (!head) return;
    for (const number of postings.find(exactly(headToken + head)))
      if (this.#lastTerm[number] !== 0) this.#isExact[number] = 1;
  }

  /**
   * `all`: with every required word. `most`: with a fair share of what the best have by `weights`, one for each required
   * word, and those with every word before all others. `any`: with one.
   */
  collect(
    which: "all" | "most" | "any",
    { columns, preferences, excluded }: Wishes,
    weights: number[] = [],
  ): Collected {
    const met = metWeights(columns, preferences);
    const parts = emptyParts(this.#requiredWeight);
    const numbers = new Uint32Array(this.#touchedCount);
    const every = this.#every;
    const total = weightOf(every, weights) || 1;
    const least = which === "most" ? this.#bestWeight(excluded, weights) * partialShare : 0;
    let count = 0;
    for (let i = 0; i < this.#touchedCount; i += 1) {
      const number = this.#touched[i] as number;
      const matched = this.#matched[number] as number;
      if (matched === 0 || (which === "all" && matched !== every)) continue;
      if (excluded.size > 0 && excluded.has(number)) continue;
      parts.matched = which === "any" ? 0 : 1;
      if (which === "most" && matched !== every) {
        const weight = weightOf(matched, weights);
        if (weight < least) continue;
        parts.matched = (weight / total) * partialWorth;
      }
      parts.slipped = (this.#slipped[number] as number) / this.#required;
      parts.worth = this.#worth[number] as number;
      parts.coverage = Math.min(1, (this.#covered[number] as number) / (columns.titleLength[number] || 1));
      parts.isExactTitle = this.#isExact[number] === 1;
      parts.met = met ? met(number) : 0;
      parts.standing = columns.standing[number] as number;
      this.#scores[number] = scoreOf(parts);
      numbers[count] = number;
      count += 1;
    }
    return { numbers, count, scores: this.#scores };
  }

  /** Everything that may be found, by wishes alone. */
  list({ columns, preferences, excluded }: Wishes): Collected {
    const met = metWeights(columns, preferences);
    const parts = emptyParts(listingWeight);
    const numbers = new Uint32Array(columns.liveCount);
    let count = 0;
    for (let number = 1; number < this.#size; number += 1) {
      if (this.#mask[number] === 0 || (excluded.size > 0 && excluded.has(number))) continue;
      numbers[count] = number;
      count += 1;
      if (!met) continue;
      parts.worth = this.#worth[number] as number;
      parts.met = met(number);
      parts.standing = columns.standing[number] as number;
      this.#scores[number] = scoreOf(parts);
    }
    return { numbers, count, scores: met ? this.#scores : null };
  }

  #bestWeight(excluded: ReadonlySet<number>, weights: number[]): number {
    let best = 0;
    let last = 0;
    for (let i = 0; i < this.#touchedCount; i += 1) {
      const number = this.#touched[i] as number;
      const matched = this.#matched[number] as number;
      if (matched === last || excluded.has(number)) continue;
      last = matched;
      best = Math.max(best, weightOf(matched, weights));
    }
    return best;
  }

  #makeRoom(size: number): void {
    const room = Math.ceil(size * 1.25) + 1024;
    this.#worth = new Float32Array(room);
    this.#scores = new Float32Array(room);
    this.#covered = new Float32Array(room);
    this.#matched = new Uint32Array(room);
    this.#slipped = new Uint8Array(room);
    this.#isExact = new Uint8Array(room);
    this.#lastTerm = new Uint8Array(room);
    this.#touched = new Uint32Array(room);
    this.#touchedCount = 0;
  }
}

function weightOf(matched: number, weights: number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) if ((matched >>> i) & 1) sum += weights[i] as number;
  return sum;
}

const emptyParts = (weight: number): MatchParts => ({
  matched: 0,
  slipped: 0,
  worth: 0,
  coverage: 0,
  isExactTitle: false,
  met: 0,
  weight,
  standing: 0,
});

/** The weights of the wishes that a document meets, together; null where nothing is wished. */
function metWeights(columns: Columns, preferences: Preference[]): ((number: number) => number) | null {
  if (preferences.length === 0) return null;
  const wishes = preferences.map(({ field, keys, weight }) => ({
    codes: columns.sets[field],
    accepts: acceptingSets(columns, field, keys),
    weight,
  }));
  return (number) => {
    let met = 0;
    for (let i = 0; i < wishes.length; i += 1) {
      const wish = wishes[i] as (typeof wishes)[number];
      if (wish.accepts[wish.codes[number] as number] === 1) met += wish.weight;
    }
    return met;
  };
}
