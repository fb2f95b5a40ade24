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

const sparse = (numbers: Uint32Array): NumberSet => ({
  size: numbers.length,
  highest: numbers.at(-1) ?? 0,
  bytes: numbers.byteLength,
  list: () => numbers,
  addTo(bits) {
    for (let i = 0; i < numbers.length; i += 1) setBit(bits, numbers[i] as number);
  },
  among(bits, into) {
    let count = 0;
    for (let i = 0; i < numbers.length; i += 1) {
      const number = numbers[i] as number;
      if (!hasBit(bits, number)) continue;
      into[count] = number;
      count += 1;
    }
    return count;
  },
});

function dense(numbers: Uint32Array): NumberSet {
  const highest = numbers.at(-1) as number;
  const own = bitsFor(highest);
  for (let i = 0; i < numbers.length; i += 1) setBit(own, numbers[i] as number);
  const size = numbers.length;
  return {
    size,
    highest,
    bytes: own.byteLength,
    list() {
      const list = new Uint32Array(size);
      numbersInBoth(own, own, list);
      return list;
    },
    addTo(bits) {
      for (let i = 0; i < own.length; i += 1) bits[i] = (bits[i] as number) | (own[i] as number);
    },
    among: (bits, into) => numbersInBoth(own, bits, into),
  };
}

/** `numbers` ascend and none comes twice. */
export const numberSetOf = (numbers: Uint32Array): NumberSet =>
  numbers.byteLength * 8 > (numbers.at(-1) ?? 0) ? dense(numbers) : sparse(numbers);

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
