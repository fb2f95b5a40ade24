import { type Bits, bitsFor, clearBit, countBits, hasBit, numbersInBoth, setBit } from "./bits.ts";

/** Ascending numbers in as few bytes as they can be kept in: a bit for each up to the highest, or four bytes each. */
export interface NumberSet {
  size: number;
  /** 0 where there are none. */
  highest: number;
  bytes: number;
  list(): Uint32Array;
  /** Adds them to `bits`, which has room for all. */
  addTo(bits: Bits): void;
  /** Writes those that are among `bits` to the beginning of `into`, ascending; answers how many. */
  among(bits: Bits, into: Uint32Array): number;
}

class SparseSet implements NumberSet {
  readonly #numbers: Uint32Array;

  constructor(numbers: Uint32Array) {
    this.#numbers = numbers;
  }

  get size(): number {
    return this.#numbers.length;
  }

  get highest(): number {
    return this.#numbers.at(-1) ?? 0;
  }

  get bytes(): number {
    return this.#numbers.byteLength;
  }

  list(): Uint32Array {
    return this.#numbers;
  }

  addTo(bits: Bits): void {
    const numbers = this.#numbers;
    for (let i = 0; i < numbers.length; i += 1) setBit(bits, numbers[i] as number);
  }

  among(bits: Bits, into: Uint32Array): number {
    const numbers = this.#numbers;
    let count = 0;
    for (let i = 0; i < numbers.length; i += 1) {
      const number = numbers[i] as number;
      if (!hasBit(bits, number)) continue;
      into[count] = number;
      count += 1;
    }
    return count;
  }
}

class DenseSet implements NumberSet {
  readonly size: number;
  readonly highest: number;
  readonly #own: Bits;

  constructor(numbers: Uint32Array) {
    this.size = numbers.length;
    this.highest = numbers.at(-1) as number;
    this.#own = bitsFor(this.highest);
    for (let i = 0; i < numbers.length; i += 1) setBit(this.#own, numbers[i] as number);
  }

  get bytes(): number {
    return this.#own.byteLength;
  }

  list(): Uint32Array {
    const list = new Uint32Array(this.size);
    numbersInBoth(this.#own, this.#own, list);
    return list;
  }

  addTo(bits: Bits): void {
    const own = this.#own;
    for (let i = 0; i < own.length; i += 1) bits[i] = (bits[i] as number) | (own[i] as number);
  }

  among(bits: Bits, into: Uint32Array): number {
    return numbersInBoth(this.#own, bits, into);
  }
}

const noNumbers: NumberSet = new SparseSet(new Uint32Array(0));

/** `numbers` ascend and none comes twice; they are copied. */
export function numberSetOf(numbers: Uint32Array): NumberSet {
  if (numbers.length === 0) return noNumbers;
  const isDense = numbers.byteLength * 8 > (numbers.at(-1) as number);
  return isDense ? new DenseSet(numbers) : new SparseSet(numbers.slice());
}

/** Without `changed`, with all of `found`; what is found may have been in it. All ascend. */
export function replaceAmong(set: NumberSet, changed: Uint32Array, found: readonly Uint32Array[]): NumberSet {
  const highest = Math.max(set.highest, ...found.map((numbers) => numbers.at(-1) ?? 0));
  const bits = bitsFor(highest);
  set.addTo(bits);
  for (const number of changed) if (number <= highest) clearBit(bits, number);
  for (const numbers of found) for (const number of numbers) setBit(bits, number);
  const numbers = new Uint32Array(countBits(bits));
  numbersInBoth(bits, bits, numbers);
  return numberSetOf(numbers);
}
