import { type Bits, bitsFor, clearBit, countBits, hasBit, numbersInBoth, setBit } from "./bits.ts";
import { packedLength, packNumbers, unpackNumbers } from "./packed-numbers.ts";

/** Ascending numbers in as few bytes as they can be kept in: a bit for each up to the highest, or their differences. */
export interface NumberSet {
  readonly size: number;
  /** 0 where there are none. */
  readonly highest: number;
  readonly bytes: number;
  list(): Uint32Array;
  /** Adds them to `bits`, which has room for all. */
  addTo(bits: Bits): void;
  /** Writes those that are among `bits` to the beginning of `into`, ascending; answers how many. */
  among(bits: Bits, into: Uint32Array): number;
}

class SparseSet implements NumberSet {
  readonly size: number;
  readonly highest: number;
  readonly #packed: Uint8Array;

  constructor(numbers: Uint32Array, length: number) {
    this.size = numbers.length;
    this.highest = numbers.at(-1) ?? 0;
    this.#packed = packNumbers(numbers, length);
  }

  get bytes(): number {
    return this.#packed.byteLength;
  }

  list(): Uint32Array {
    const list = new Uint32Array(this.size);
    unpackNumbers(this.#packed, list);
    return list;
  }

  addTo(bits: Bits): void {
    const numbers = this.#unpacked();
    for (let i = 0; i < this.size; i += 1) setBit(bits, numbers[i] as number);
  }

  among(bits: Bits, into: Uint32Array): number {
    const numbers = this.#unpacked();
    let count = 0;
    for (let i = 0; i < this.size; i += 1) {
      const number = numbers[i] as number;
      if (!hasBit(bits, number)) continue;
      into[count] = number;
      count += 1;
    }
    return count;
  }

  /** Valid until the next set is unpacked. */
  #unpacked(): Uint32Array {
    if (unpacked.length < this.size) unpacked = new Uint32Array(this.size * 2);
    unpackNumbers(this.#packed, unpacked);
    return unpacked;
  }
}

let unpacked = new Uint32Array(1024);

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

const noNumbers: NumberSet = new SparseSet(new Uint32Array(0), 0);

/** `numbers` ascend and none comes twice; they are copied. */
export function numberSetOf(numbers: Uint32Array): NumberSet {
  if (numbers.length === 0) return noNumbers;
  const length = packedLength(numbers);
  const isDense = length >= ((numbers.at(-1) as number) >>> 5) * 4 + 4;
  return isDense ? new DenseSet(numbers) : new SparseSet(numbers, length);
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
