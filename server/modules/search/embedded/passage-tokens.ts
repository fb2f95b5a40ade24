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
  const hashes = new Map<string, number>();
  const perPassage = passages.map(({ text }) => {
    const found: number[] = [];
    const add = (token: string) => {
      let hash = hashes.get(token);
      if (hash === undefined) {
        hash = hashToken(token);
        hashes.set(token, hash);
      }
      found.push(hash);
    };
    for (const piece of piecesOf(normalizeText(text))) {
      if (piece.isHan) addPairs(piece.text, add);
      else add(piece.text);
    }
    return distinctSorted(found);
  });
  return { tokens: new Set(hashes.keys()), hashes: perPassage };
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff;

function addPairs(run: string, add: (token: string) => void): void {
  for (let at = 0; at < run.length; ) {
    const next = at + (isHighSurrogate(run.charCodeAt(at)) ? 2 : 1);
    const end = next + (isHighSurrogate(run.charCodeAt(next)) ? 2 : 1);
    add(run.slice(at, end));
    at = next;
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
