import { readFileSync } from "node:fs";
import { Jieba } from "@node-rs/jieba";
import { normalizeText } from "./fold-text.ts";

export { normalizeText } from "./fold-text.ts";

// Letters and numerals of the script (々, 〇 too), without its radicals, which are symbols.
const han = "[\\p{Script=Han}&&[\\p{L}\\p{N}]]";
const hanRun = new RegExp(`${han}+`, "gv");
// Runs of Han, numbers such as 8.1, names such as c++ and c#, and words of any other script.
const pieces = new RegExp(
  `(${han}+)|\\d+(?:\\.\\d+)+|[a-z](?:\\+\\+|#)(?!(?!${han})[\\p{L}\\p{N}])|(?:(?!${han})[\\p{L}\\p{N}\\p{M}])+`,
  "gv",
);
/** Longer words are cut: they are encoded data, and engines limit the length of a token. */
const longestWord = 40;

/** Read here and thrown away: the package's own module would keep it, and the frequencies that nobody asks for, 11 MB in each thread. */
const commonWords = new URL("dict.txt", import.meta.resolve("@node-rs/jieba/dict.js"));
/** Words of the field; a change of them changes the tokens, and so the format of the indexes. */
const fieldWords = new URL("./dictionary/field-words.txt", import.meta.url);

let jieba: Jieba | undefined;
const dictionary = () => {
  if (!jieba) {
    jieba = Jieba.withDict(readFileSync(commonWords));
    jieba.loadDict(readFileSync(fieldWords));
  }
  return jieba;
};

/** Loads the dictionary and the conversion table now rather than at the first search. */
export function prepareSegmentation(): void {
  tokensOf("预备 預備");
}

export interface Piece {
  text: string;
  isHan: boolean;
}

/** Runs of one script in already normalized text, in order; punctuation, symbols and control characters are dropped. */
export function piecesOf(normalized: string): Piece[] {
  const found: Piece[] = [];
  // Not `matchAll`, which makes another expression each time: most texts are a comma between two runs.
  pieces.lastIndex = 0;
  for (let match = pieces.exec(normalized); match; match = pieces.exec(normalized)) {
    const [whole, run] = match;
    found.push({ text: run ?? whole.slice(0, longestWord).toWellFormed(), isHan: run !== undefined });
  }
  return found;
}

/** Longest words of a Han run, in order and without overlap: how a question is read. */
export const cutRun = (run: string): string[] => dictionary().cut(run, true);

/**
 * Words for indexing: jieba's search mode (long words and the words inside them, characters that stand alone) and
 * words and numbers of other scripts. May repeat. Takes any string.
 */
export function tokensOf(text: string): string[] {
  return tokensOfPieces(piecesOf(normalizeText(text)));
}

export function tokensOfPieces(found: Piece[]): string[] {
  const tokens: string[] = [];
  const runs: string[] = [];
  for (const piece of found) (piece.isHan ? runs : tokens).push(piece.text);
  // One call for the whole text: crossing into native code once per run costs more than the cutting.
  if (runs.length > 0) {
    for (const token of dictionary().cutForSearch(runs.join("\n"), true))
      if (token !== "\n") tokens.push(token);
  }
  return tokens;
}

/** All neighbouring pairs of a Han run, in order; a run of one character is that character. */
export function pairsOf(run: string): string[] {
  const chars = Array.from(run);
  if (chars.length < 2) return chars;
  return chars.slice(1).map((char, i) => `${chars[i]}${char}`);
}

/**
 * Two-character grams of the Han runs, and their last characters alone, so that whatever stretch of a run is asked for
 * has its pairs here, and any single character begins a gram. May repeat. Takes any string.
 */
export function gramsOf(text: string): string[] {
  return gramsOfPieces(piecesOf(normalizeText(text)));
}

export function gramsOfPieces(found: Piece[]): string[] {
  const grams: string[] = [];
  for (const { text, isHan } of found) {
    if (!isHan) continue;
    const chars = Array.from(text);
    for (let i = 0; i < chars.length; i += 1) grams.push(`${chars[i]}${chars[i + 1] ?? ""}`);
  }
  return grams;
}

/** The Han runs alone. */
export const hanRunsOf = (text: string): string[] => normalizeText(text).match(hanRun) ?? [];
