import {
  alsoShare,
  leastWorthOfAny,
  listingWeight,
  type MatchParts,
  partialWorth,
  scoreOf,
} from "../ranking/rank.ts";
import { type Bits, bitsFor, numbersInBoth } from "./bits.ts";
import { exactly, headToken } from "./field-tokens.ts";
import type { FoundEvidence, GatheredTerm } from "./gather.ts";
import { metWeights, type Wishes } from "./met-wishes.ts";
import type { Postings } from "./postings.ts";

/** Partial matches with less than this share of what the best have are left out. */
const partialShare = 0.3;

export interface Collected {
  numbers: Uint32Array;
  count: number;
  scores: Float32Array | null;
}

/** What is known of each candidate while one question's lists are read, in arrays that the next question uses again. */
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
  #candidates: Bits = bitsFor(0);
  /** The candidates, ascending. */
  #numbers = new Uint32Array(0);
  #count = 0;
  /** Those of one list. */
  #found = new Uint32Array(0);
  #required = 0;
  #requiredWeight = 0;
  /** Of the required words that some document in scope has. */
  #presentWeight = 0;
  #stamp = 0;

  /** Of no other documents than `candidates`, numbers below `size`, is anything noted from here on. */
  begin(candidates: Bits, size: number, required: number): void {
    if (this.#worth.length < size) this.#makeRoom(size);
    this.#candidates = candidates;
    this.#count = numbersInBoth(candidates, candidates, this.#numbers);
    for (let i = 0; i < this.#count; i += 1) {
      const number = this.#numbers[i] as number;
      this.#worth[number] = 0;
      this.#covered[number] = 0;
      this.#matched[number] = 0;
      this.#slipped[number] = 0;
      this.#isExact[number] = 0;
      this.#lastTerm[number] = 0;
    }
    [this.#stamp, this.#required] = [0, required];
    [this.#requiredWeight, this.#presentWeight] = [0, 0];
  }

  /** Required terms come first, and are no more than a number has bits. */
  addTerm({ evidence, isRequired, having }: GatheredTerm, weight: number): void {
    this.#stamp += 1;
    if (isRequired) this.#requiredWeight += weight;
    if (isRequired && having > 0) this.#presentWeight += weight;
    for (const one of evidence) this.#add(one, weight, isRequired);
  }

  /** The first list that has a document counts in full, further ones of the same term a little: strongest first. */
  #add({ set, worth, cover, isSlip }: FoundEvidence, weight: number, isRequired: boolean): void {
    const [lastTerm, worths, stamp, found] = [this.#lastTerm, this.#worth, this.#stamp, this.#found];
    const first = worth * weight;
    const further = first * alsoShare;
    const bit = isRequired ? 1 << (stamp - 1) : 0;
    const count = set.among(this.#candidates, found);
    for (let i = 0; i < count; i += 1) {
      const number = found[i] as number;
      if (lastTerm[number] === stamp) {
        worths[number] = (worths[number] as number) + further;
        continue;
      }
      lastTerm[number] = stamp;
      worths[number] = (worths[number] as number) + first;
      if (cover > 0) this.#covered[number] = (this.#covered[number] as number) + cover;
      if (!isRequired) continue;
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

  markExactTitles(postings: Postings, head: string): void {
    if (!head) return;
    const count = postings.find(exactly(headToken + head)).among(this.#candidates, this.#found);
    for (let i = 0; i < count; i += 1) this.#isExact[this.#found[i] as number] = 1;
  }

  /**
   * `all`: with every required word. `most`: with a fair share of what the best have by `weights`, one for each required
   * word, and those with every word before all others. `any`: with one that says enough.
   */
  collect(
    which: "all" | "most" | "any",
    { columns, preferences }: Wishes,
    weights: number[] = [],
  ): Collected {
    const met = metWeights({ columns, preferences });
    const parts = emptyParts(this.#requiredWeight);
    const numbers = this.#found;
    const every = this.#every;
    const total = weightOf(every, weights) || 1;
    const least = which === "most" ? this.#bestWeight(weights) * partialShare : 0;
    const leastWorth = which === "any" ? leastWorthOfAny(this.#presentWeight) : 0;
    let count = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const number = this.#numbers[i] as number;
      const matched = this.#matched[number] as number;
      if ((this.#worth[number] as number) < leastWorth) continue;
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

  /** All candidates, by wishes alone. */
  list({ columns, preferences }: Wishes): Collected {
    const met = metWeights({ columns, preferences });
    const parts = emptyParts(listingWeight);
    const numbers = this.#numbers;
    if (!met) return { numbers, count: this.#count, scores: null };
    for (let i = 0; i < this.#count; i += 1) {
      const number = numbers[i] as number;
      parts.worth = this.#worth[number] as number;
      parts.met = met(number);
      parts.standing = columns.standing[number] as number;
      this.#scores[number] = scoreOf(parts);
    }
    return { numbers, count: this.#count, scores: this.#scores };
  }

  #bestWeight(weights: number[]): number {
    let best = 0;
    let last = 0;
    for (let i = 0; i < this.#count; i += 1) {
      const matched = this.#matched[this.#numbers[i] as number] as number;
      if (matched === last) continue;
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
    this.#numbers = new Uint32Array(room);
    this.#found = new Uint32Array(room);
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
