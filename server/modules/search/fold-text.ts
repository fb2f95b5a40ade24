import { Converter } from "opencc-js/t2cn";

const firstHan = 0x3400;
const lastHan = 0x9fff;
// A base character with the marks (or Hangul vowels and finals) that may compose with it.
const cluster = /[^\p{M}\u1160-\u11ff][\p{M}\u1160-\u11ff]*|[\p{M}\u1160-\u11ff]+/uy;
const combining = /[\p{M}\u1160-\u11ff]/u;

let simplified: Uint16Array | undefined;

/**
 * Traditional → simplified one character at a time: words are not looked at (opencc keeps 乾 in 乾隆), so that text and
 * question fold alike wherever they are cut, and every folded character keeps its place in the original.
 */
function simplifiedTable(): Uint16Array {
  if (simplified) return simplified;
  const all = Array.from({ length: lastHan - firstHan + 1 }, (_, i) => String.fromCharCode(firstHan + i));
  // Line ends keep opencc from reading neighbours as one word.
  const converted = Converter({ from: "t", to: "cn" })(all.join("\n")).split("\n");
  simplified = Uint16Array.from(all, (char, i) => {
    const to = converted[i];
    return to?.length === 1 ? to.charCodeAt(0) : char.charCodeAt(0);
  });
  return simplified;
}

const foldHan = (text: string, table: Uint16Array) =>
  text.replace(/[\u3400-\u9fff]/g, (char) =>
    String.fromCharCode(table[char.charCodeAt(0) - firstHan] ?? char.charCodeAt(0)),
  );

const foldedClusters = new Map<string, string>();

function foldCluster(raw: string, table: Uint16Array): string {
  const known = foldedClusters.get(raw);
  if (known !== undefined) return known;
  const compatible = raw.normalize("NFKC").toLowerCase();
  // Accents of European letters go (café = cafe); marks of other scripts carry meaning and stay.
  const bare = compatible
    .normalize("NFD")
    .replace(/([a-z])\p{M}+/gu, "$1")
    .normalize("NFC");
  const folded = foldHan(bare.isWellFormed() ? bare : " ", table);
  if (raw.length <= 4 && foldedClusters.size < 20_000) foldedClusters.set(raw, folded);
  return folded;
}

/** Folded text, and for each of its UTF-16 units the place in the original of the character it came from. */
export interface FoldedText {
  text: string;
  /** One longer than `text`: the last entry is the original's length. */
  origins: Uint32Array;
}

// What a character becomes that stands alone and stays one unit, seen once and remembered: nearly all text is of these.
const foldedUnits = new Uint16Array(0x10000);
const isKnown = new Uint8Array(0x10000);
const alone = 1;
const needsLook = 2;

function lookAt(code: number, table: Uint16Array): number {
  const char = String.fromCharCode(code);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const folded = isSurrogate || combining.test(char) ? "" : foldCluster(char, table);
  foldedUnits[code] = folded.charCodeAt(0);
  isKnown[code] = folded.length === 1 ? alone : needsLook;
  return isKnown[code];
}

const standsAlone = (code: number, table: Uint16Array): boolean =>
  (isKnown[code] || lookAt(code, table)) === alone;

function mayCombine(code: number, table: Uint16Array): boolean {
  if (standsAlone(code, table)) return false;
  return combining.test(String.fromCharCode(code)) || (code >= 0xd800 && code <= 0xdfff);
}

// Used again by every call: the text is folded into them and copied out.
let units = new Uint16Array(4096);
let origins = new Uint32Array(4096);

function makeRoom(length: number): void {
  if (length <= units.length) return;
  const [oldUnits, oldOrigins] = [units, origins];
  units = new Uint16Array(length * 2);
  origins = new Uint32Array(length * 2);
  units.set(oldUnits);
  origins.set(oldOrigins);
}

/** Leaves the folded text in `units` and `origins`; returns its length. */
function fold(text: string): number {
  const table = simplifiedTable();
  makeRoom(text.length + 1);
  let count = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (standsAlone(code, table) && (at + 1 === text.length || !mayCombine(text.charCodeAt(at + 1), table))) {
      units[count] = foldedUnits[code] as number;
      origins[count] = at;
      count += 1;
      at += 1;
      continue;
    }
    cluster.lastIndex = at;
    const raw = cluster.exec(text)?.[0] ?? text.charAt(at);
    const folded = foldCluster(raw, table);
    makeRoom(count + folded.length + text.length - at + 1);
    for (let i = 0; i < folded.length; i += 1) {
      units[count] = folded.charCodeAt(i);
      origins[count] = at;
      count += 1;
    }
    at += raw.length;
  }
  origins[count] = text.length;
  return count;
}

// Arguments of one call: engines take some ten thousands.
const unitsAtOnce = 4096;

function textOf(count: number): string {
  let text = "";
  for (let from = 0; from < count; from += unitsAtOnce) {
    text += String.fromCharCode.apply(
      null,
      units.subarray(from, Math.min(count, from + unitsAtOnce)) as unknown as number[],
    );
  }
  return text;
}

/**
 * The one form in which text is indexed, asked for and compared: NFKC (full and half width), lower case, simplified
 * Chinese, no European accents. Takes any string; unpaired surrogates become spaces.
 */
export const normalizeText = (text: string): string => textOf(fold(text));

/** `normalizeText` that remembers where each character came from, for marking matches in the original. */
export function foldText(text: string): FoldedText {
  const count = fold(text);
  return { text: textOf(count), origins: origins.slice(0, count + 1) };
}
