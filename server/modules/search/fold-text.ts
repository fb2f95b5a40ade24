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

const isPlainHan = (code: number) => code >= firstHan && code <= lastHan;
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
  origins: number[];
}

function fold(text: string, onUnits: (units: string, origin: number) => void): void {
  const table = simplifiedTable();
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const isSimple = code < 0x80 || isPlainHan(code);
    if (isSimple && (at + 1 === text.length || !mayCombine(text.charCodeAt(at + 1)))) {
      const lower = code >= 0x41 && code <= 0x5a ? code + 32 : code;
      onUnits(String.fromCharCode(isPlainHan(code) ? (table[code - firstHan] ?? code) : lower), at);
      at += 1;
      continue;
    }
    cluster.lastIndex = at;
    const raw = cluster.exec(text)?.[0] ?? text.charAt(at);
    onUnits(foldCluster(raw, table), at);
    at += raw.length;
  }
}

// Everything below U+0300 and between the kana and the private-use area stands alone; the rest takes the slow look.
function mayCombine(code: number): boolean {
  if (code < 0x300 || isPlainHan(code)) return false;
  return combining.test(String.fromCharCode(code)) || (code >= 0xd800 && code <= 0xdfff);
}

/**
 * The one form in which text is indexed, asked for and compared: NFKC (full and half width), lower case, simplified
 * Chinese, no European accents. Takes any string; unpaired surrogates become spaces.
 */
export function normalizeText(text: string): string {
  let folded = "";
  fold(text, (units) => {
    folded += units;
  });
  return folded;
}

/** `normalizeText` that remembers where each character came from, for marking matches in the original. */
export function foldText(text: string): FoldedText {
  const origins: number[] = [];
  let folded = "";
  fold(text, (units, origin) => {
    folded += units;
    for (let i = 0; i < units.length; i += 1) origins.push(origin);
  });
  origins.push(text.length);
  return { text: folded, origins };
}
