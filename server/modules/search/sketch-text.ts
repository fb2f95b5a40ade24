import { normalizeText } from "./fold-text.ts";
import { cutRun, piecesOf } from "./segment.ts";

/**
 * What is kept of a text to tell how much of it another text has: MinHash over pairs of neighbouring words (Broder 1997),
 * and the bands by which texts that have much in common find each other. All numbers are signed 32 bits.
 */
export interface TextSketch {
  /** How many different pairs there are. */
  pairCount: number;
  /** One for each permutation: the share of equal ones estimates the Jaccard index of the two sets of pairs. */
  minima: number[];
  /** A text that has one of these in common is worth comparing. */
  bands: number[];
}

const permutations = 128;
/** At a Jaccard index of 0.54 one of the 32 bands is the same with 94 %, at 0.3 with 23 %, at 0.1 with 0.3 %. */
const rowsInBand = 4;
/** With fewer words two texts are soon the same by chance: a cover sheet, an empty form. */
const fewestPairs = 40;
/** A very long book is compared by its first part. */
const mostCharacters = 200_000;

const mix = (hash: number): number => {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
};

/** Never to change without a new sketch of every text. */
const factors = Int32Array.from({ length: permutations }, (_, i) => mix(2 * i + 1) | 1);
const summands = Int32Array.from({ length: permutations }, (_, i) => mix(2 * i + 2));

const offset = 0x811c9dc5;

/** FNV-1a, going on from an earlier one. */
const hashOn = (hash: number, text: string): number => {
  let next = hash;
  for (let i = 0; i < text.length; i += 1) next = Math.imul(next ^ text.charCodeAt(i), 0x01000193);
  return next;
};

// Where a line ends is the page's doing: the same text stands in other lines elsewhere.
const brokenRun = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

const wordsOf = (text: string): string[] => {
  const pieces = piecesOf(normalizeText(text).replace(brokenRun, ""));
  return cutRun(pieces.map((piece) => piece.text).join("\n")).filter((word) => word !== "\n");
};

const pairHashesOf = (words: string[]): Set<number> => {
  const hashes = new Set<number>();
  for (let i = 1; i < words.length; i += 1) {
    const before = hashOn(offset, words[i - 1] as string);
    hashes.add(mix(hashOn(Math.imul(before, 0x01000193), words[i] as string)));
  }
  return hashes;
};

const bandsOf = (minima: Int32Array): number[] =>
  Array.from({ length: permutations / rowsInBand }, (_, band) => {
    let hash = mix(band + 1);
    for (let row = 0; row < rowsInBand; row += 1)
      hash = mix(hash ^ (minima[band * rowsInBand + row] as number));
    return hash;
  });

/** The sketch of a text given in parts, in order; null where there are too few words to compare. Takes any strings. */
export const sketchText = (parts: readonly string[]): TextSketch | null => {
  const pairs = pairHashesOf(wordsOf(parts.join("\n").slice(0, mostCharacters)));
  if (pairs.size < fewestPairs) return null;
  const least = new Uint32Array(permutations).fill(0xffffffff);
  for (const pair of pairs) {
    for (let i = 0; i < permutations; i += 1) {
      const hash = (Math.imul(pair, factors[i] as number) + (summands[i] as number)) >>> 0;
      if (hash < (least[i] as number)) least[i] = hash;
    }
  }
  const minima = Int32Array.from(least);
  return { pairCount: pairs.size, minima: [...minima], bands: bandsOf(minima) };
};
