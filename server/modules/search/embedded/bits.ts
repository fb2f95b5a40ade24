/** A set of document numbers: bit `n & 31` of word `n >>> 5`. */
export type Bits = Uint32Array;

export const bitsFor = (size: number): Bits => new Uint32Array((size >>> 5) + 1);

/** Sets of one question, in memory that the next question uses again: what is thrown away is collected late. */
export class BitsPool {
  readonly #all: Bits[] = [];
  #taken = 0;

  /** None of what was taken is used any more. */
  takeBack(): void {
    this.#taken = 0;
  }

  /** An empty set of so many words. */
  take(words: number): Bits {
    const known = this.#all[this.#taken];
    const bits = known?.length === words ? known.fill(0) : new Uint32Array(words);
    this.#all[this.#taken] = bits;
    this.#taken += 1;
    return bits;
  }

  copyOf(bits: Bits): Bits {
    const copy = this.take(bits.length);
    copy.set(bits);
    return copy;
  }
}

export const hasBit = (bits: Bits, number: number): boolean =>
  (((bits[number >>> 5] as number) >>> (number & 31)) & 1) === 1;

export function setBit(bits: Bits, number: number): void {
  bits[number >>> 5] = (bits[number >>> 5] as number) | (1 << (number & 31));
}

export function clearBit(bits: Bits, number: number): void {
  bits[number >>> 5] = (bits[number >>> 5] as number) & ~(1 << (number & 31));
}

/** From a byte of 0 or 1 for each number. */
export function bitsOfMask(mask: Uint8Array): Bits {
  const bits = bitsFor(mask.length);
  for (let number = 0; number < mask.length; number += 1) if (mask[number] === 1) setBit(bits, number);
  return bits;
}

export function intersect(bits: Bits, other: Bits): void {
  for (let i = 0; i < bits.length; i += 1) bits[i] = (bits[i] as number) & (other[i] as number);
}

export function unite(bits: Bits, other: Bits): void {
  for (let i = 0; i < bits.length; i += 1) bits[i] = (bits[i] as number) | (other[i] as number);
}

/** How many of them there are. */
export function countBits(bits: Bits): number {
  let count = 0;
  for (let i = 0; i < bits.length; i += 1) {
    // Counts within pairs, then nibbles, then bytes, which the product adds up in its highest byte.
    let word = bits[i] as number;
    if (word === 0) continue;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Writes the numbers that are in both to the beginning of `into`, ascending; answers how many. */
export function numbersInBoth(bits: Bits, other: Bits, into: Uint32Array): number {
  const words = Math.min(bits.length, other.length);
  let count = 0;
  for (let i = 0; i < words; i += 1) {
    let rest = (bits[i] as number) & (other[i] as number);
    while (rest !== 0) {
      into[count] = (i << 5) | (31 - Math.clz32(rest & -rest));
      count += 1;
      rest &= rest - 1;
    }
  }
  return count;
}
