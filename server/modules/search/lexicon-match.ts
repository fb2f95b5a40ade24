import type { Lexicon, LexiconEntry } from "./lexicon.ts";
import { cutRun, piecesOf } from "./segment.ts";

/** A word of the lexicon in a folded text; `start` and `end` in its UTF-16 units. */
export interface LexiconMatch {
  start: number;
  end: number;
  entry: LexiconEntry;
}

const isLatin = (char: string | undefined) => char !== undefined && /[a-z0-9]/.test(char);
const isHan = (char: string | undefined) => char !== undefined && /\p{Script=Han}/u.test(char);

/** Words of a map in a text, in order: of those that overlap the longer stays, of equally long ones the first. */
export function findWords<Value>(
  text: string,
  words: ReadonlyMap<string, Value>,
  longest: number,
): { start: number; end: number; value: Value }[] {
  const all: { start: number; end: number; value: Value }[] = [];
  for (let start = 0; start < text.length; start += 1) {
    for (let end = Math.min(text.length, start + longest); end > start; end -= 1) {
      const value = words.get(text.slice(start, end));
      if (value !== undefined) all.push({ start, end, value });
    }
  }
  all.sort((one, other) => other.end - other.start - (one.end - one.start) || one.start - other.start);
  const taken = new Uint8Array(text.length);
  const kept = all.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
  return kept.sort((one, other) => one.start - other.start);
}

/** Where, in each character's place, the dictionary's word begins that it belongs to, and where that ends. */
export function wordBounds(text: string): { from: Uint16Array; to: Uint16Array } {
  const from = new Uint16Array(text.length).map((_, i) => i);
  const to = from.map((i) => i + 1);
  let at = 0;
  for (const piece of piecesOf(text)) {
    at = text.indexOf(piece.text, at);
    if (at < 0) break;
    for (const word of piece.isHan ? cutRun(piece.text) : [piece.text]) {
      from.fill(at, at, at + word.length);
      to.fill(at + word.length, at, at + word.length);
      at += word.length;
    }
  }
  return { from, to };
}

/** 一下子, 三上午, 五下乡: what follows makes another word of it. 三上学期 does not. */
const notAfterBrief = /^(?:[一二三四五六七八九十午子去来课班车雨乡网台边面线楼述升交传映演]|学(?!期))/;

function fitsNeighbours(text: string, match: LexiconMatch, before: LexiconMatch | undefined): boolean {
  const { start, end, entry } = match;
  const previous = text[start - 1];
  if (isLatin(text[start]) && isLatin(previous)) return false;
  if (isLatin(text[end - 1]) && isLatin(text[end])) return false;
  if (entry.reading === "word" || entry.reading === "everyday") return true;
  const isAfterMatch = before?.end === start;
  if (/[\d.十百千第初月年]/.test(previous ?? "") && !isAfterMatch) return false;
  if (entry.reading === "number") return isAfterMatch || !/[一二三四五六七八九]/.test(previous ?? "");
  return (isAfterMatch || !isHan(previous)) && !notAfterBrief.test(text.slice(end, end + 2));
}

/** English words without a meaning of their own. */
export const smallEnglishWords = /(?<![a-z0-9])(?:an?|and|for|in|of|on|the|to|with)(?![a-z0-9])/g;

/** Whether an English word is left that no word of the lexicon covers. */
function hasOtherEnglish(text: string, covered: Uint8Array): boolean {
  const telling = text.replace(smallEnglishWords, (word) => " ".repeat(word.length));
  for (let i = 0; i < telling.length; i += 1)
    if (covered[i] === 0 && /[a-z]/.test(telling.charAt(i))) return true;
  return false;
}

/**
 * The words of the lexicon that a folded text holds, in order and without overlap. A word inside a longer one of the
 * dictionary (音乐 in 音乐家) is none, unless the longer one is made of such words altogether (数学教案).
 */
export function findLexiconWords(text: string, lexicon: Lexicon): LexiconMatch[] {
  const candidates = findWords(text, lexicon.words, lexicon.longest).map(
    ({ start, end, value: entry }): LexiconMatch => ({ start, end, entry }),
  );
  if (!candidates.some(({ entry }) => entry.facets.length > 0)) return [];
  const fitting: LexiconMatch[] = [];
  for (const match of candidates) if (fitsNeighbours(text, match, fitting.at(-1))) fitting.push(match);
  const covered = new Uint8Array(text.length);
  for (const { start, end, entry } of fitting) if (entry.facets.length > 0) covered.fill(1, start, end);
  const { from, to } = wordBounds(text);
  const isAmongOthers = hasOtherEnglish(text, covered);
  return fitting.filter(({ start, end, entry }) => {
    if (entry.facets.length === 0) return false;
    if (entry.reading === "everyday") return !isAmongOthers;
    if (entry.reading !== "word") return true;
    const around = covered.subarray(from[start], to[end - 1]);
    return !around.includes(0);
  });
}
