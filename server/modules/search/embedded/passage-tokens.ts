import { partsOfMixed } from "../document-terms.ts";
import type { Passage } from "../search-index.ts";
import { normalizeText, piecesOf } from "../segment.ts";
import { hashToken } from "./signature.ts";

/**
 * The tokens of a document's passages: neighbouring pairs of Han characters, the last of a run alone, and words of other
 * scripts. Without the dictionary, whose cutting takes longer than everything else together: a word of two characters is
 * a pair, a longer one has all its pairs.
 */
export interface PassageTokens {
  tokens: Set<string>;
  /** For each passage the hashes of its tokens, sorted and distinct. */
  hashes: Uint32Array[];
}

export function passageTokensOf(passages: Pick<Passage, "text">[]): PassageTokens {
  const collector = new TokenCollector();
  const hashes = passages.map(({ text }) => collector.collect(normalizeText(text)));
  return { tokens: collector.tokens, hashes };
}

const firstHan = 0x3400;
const lastHan = 0x9fff;
const hanCount = lastHan - firstHan + 1;
/** Within the plain block, between its two halves: the signs of the Book of Changes, which are no characters. */
const firstSign = 0x4dc0;
const lastSign = 0x4dff;
/** Han beyond the plain block (々, 〇, rare characters): such texts are cut by the common rule. */
const rareHan = /(?![\u3400-\u9fff])[\p{Script=Han}&&[\p{L}\p{N}]]/v;
const isHan = (code: number) =>
  code >= firstHan && code <= lastHan && !(code >= firstSign && code <= lastSign);

/** Pairs of plain Han characters are numbers until they are known to be new: most have been seen before. */
class TokenCollector {
  readonly tokens = new Set<string>();
  readonly #hashOfPair = new Map<number, number>();
  readonly #hashOfToken = new Map<string, number>();
  #found: number[] = [];

  collect(text: string): Uint32Array {
    this.#found = [];
    if (rareHan.test(text)) this.#addPieces(text);
    else this.#addRuns(text);
    return distinctSorted(this.#found);
  }

  #addRuns(text: string): void {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (!isHan(code)) continue;
      if (at > from) this.#addPieces(text.slice(from, at));
      from = at + 1;
      const next = from < text.length ? text.charCodeAt(from) : 0;
      if (isHan(next)) this.#addPair(code, next);
      else this.#addToken(text.charAt(at));
    }
    if (from < text.length) this.#addPieces(text.slice(from));
  }

  #addPair(one: number, other: number): void {
    const pair = (one - firstHan) * hanCount + other - firstHan;
    let hash = this.#hashOfPair.get(pair);
    if (hash === undefined) {
      const token = String.fromCharCode(one, other);
      hash = hashToken(token);
      this.#hashOfPair.set(pair, hash);
      this.tokens.add(token);
    }
    this.#found.push(hash);
  }

  #addToken(token: string): void {
    let hash = this.#hashOfToken.get(token);
    if (hash === undefined) {
      hash = hashToken(token);
      this.#hashOfToken.set(token, hash);
      this.tokens.add(token);
    }
    this.#found.push(hash);
  }

  #addPieces(text: string): void {
    for (const piece of piecesOf(text)) {
      if (!piece.isHan) {
        this.#addToken(piece.text);
        for (const part of partsOfMixed(piece.text)) this.#addToken(part);
        continue;
      }
      const chars = Array.from(piece.text);
      chars.forEach((char, i) => {
        this.#addToken(char + (chars[i + 1] ?? ""));
      });
    }
  }
}

function distinctSorted(hashes: number[]): Uint32Array {
  const sorted = Uint32Array.from(hashes).sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    if (i > 0 && sorted[i] === sorted[i - 1]) continue;
    sorted[count] = sorted[i] as number;
    count += 1;
  }
  return sorted.subarray(0, count);
}
