import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bitsFor,
  bitsOfMask,
  clearBit,
  countBits,
  hasBit,
  intersect,
  numbersInBoth,
  setBit,
  unite,
} from "../../server/modules/search/embedded/bits.ts";
import { numberSetOf, replaceAmong } from "../../server/modules/search/embedded/number-set.ts";
import {
  packedLength,
  packNumbers,
  unpackNumbers,
} from "../../server/modules/search/embedded/packed-numbers.ts";

const highest = 2000;
const ascending = (numbers: number[]) => [...new Set(numbers)].sort((a, b) => a - b);
/** Few of many, and most of them: both ways of keeping a set. */
const someNumbers = fc
  .oneof(
    fc.array(fc.integer({ min: 1, max: highest }), { maxLength: 30 }),
    fc
      .array(fc.boolean(), { maxLength: highest, size: "max" })
      .map((all) => all.flatMap((has, i) => (has ? [i + 1] : []))),
  )
  .map(ascending);

const bitsOf = (numbers: number[]) => {
  const bits = bitsFor(highest);
  for (const number of numbers) setBit(bits, number);
  return bits;
};
const numbersOf = (bits: Uint32Array) => {
  const into = new Uint32Array(highest);
  return [...into.slice(0, numbersInBoth(bits, bits, into))];
};

describe("sets of document numbers", () => {
  it("say what is in them, and what of them is among others", () => {
    fc.assert(
      fc.property(someNumbers, someNumbers, (numbers, others) => {
        const set = numberSetOf(Uint32Array.from(numbers));
        expect([...set.list()]).toEqual(numbers);
        expect(set.size).toBe(numbers.length);
        const into = new Uint32Array(highest);
        const count = set.among(bitsOf(others), into);
        expect([...into.slice(0, count)]).toEqual(numbers.filter((number) => others.includes(number)));
        const bits = bitsOf(others);
        set.addTo(bits);
        expect(numbersOf(bits)).toEqual(ascending([...numbers, ...others]));
      }),
    );
  });

  it("give way where documents have changed, to what is found among those", () => {
    fc.assert(
      fc.property(someNumbers, someNumbers, someNumbers, (numbers, changed, having) => {
        const found = having.filter((number) => numbers.includes(number) || changed.includes(number));
        const followed = replaceAmong(numberSetOf(Uint32Array.from(numbers)), Uint32Array.from(changed), [
          Uint32Array.from(found),
        ]);
        const unchanged = numbers.filter((number) => !changed.includes(number));
        expect([...followed.list()]).toEqual(ascending([...unchanged, ...found]));
        expect(followed.size).toBe(followed.list().length);
      }),
    );
  });

  it("take no more than four bytes a number, nor more than a bit for each up to the highest", () => {
    fc.assert(
      fc.property(someNumbers, (numbers) => {
        const { bytes } = numberSetOf(Uint32Array.from(numbers));
        expect(bytes).toBeLessThanOrEqual(Math.min(numbers.length * 4, (numbers.at(-1) ?? 0) / 8 + 4));
      }),
    );
  });

  it("come out as they went in, however far apart", () => {
    const apart = fc.array(fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 2 ** 26 })));
    fc.assert(
      fc.property(apart, (differences) => {
        let last = 0;
        const numbers = Uint32Array.from(differences, (difference) => {
          last += difference;
          return last;
        }).filter((number, i, all) => i === 0 || number > (all[i - 1] as number));
        const packed = packNumbers(numbers, packedLength(numbers));
        const into = new Uint32Array(numbers.length);
        unpackNumbers(packed, into);
        expect(into).toEqual(numbers);
      }),
    );
  });

  it("are joined, narrowed, counted and asked as bits", () => {
    fc.assert(
      fc.property(someNumbers, someNumbers, (numbers, others) => {
        const both = bitsOf(numbers);
        intersect(both, bitsOf(others));
        expect(numbersOf(both)).toEqual(numbers.filter((number) => others.includes(number)));
        const either = bitsOf(numbers);
        unite(either, bitsOf(others));
        expect(countBits(either)).toBe(new Set([...numbers, ...others]).size);
        for (const number of others) clearBit(either, number);
        expect(numbersOf(either)).toEqual(numbers.filter((number) => !others.includes(number)));
        const mask = Uint8Array.from({ length: highest }, (_none, number) => Number(hasBit(both, number)));
        expect(numbersOf(bitsOfMask(mask))).toEqual(numbersOf(both));
      }),
    );
  });
});
