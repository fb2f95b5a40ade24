import { normalizeText } from "./fold-text.ts";
import { cutRun, pairsOf, piecesOf, tokensOf } from "./segment.ts";

const longestQuestion = 200;
const mostTerms = 32;

/** A word of the question, in our tokens. */
export interface Term {
  text: string;
  isHan: boolean;
  /** Its neighbouring pairs where it has more than one Han character: a text with all of them counts as having it. */
  grams: string[];
  /** The last word of another script: still being typed, so it also matches what it begins. */
  isPrefix: boolean;
  /** Of 的, "of" and the like: matching raises the rank a little, missing does no harm. */
  isOptional: boolean;
  /** Longer words say more. Not from the texts' own statistics: those would tell of what one may not see. */
  weight: number;
}

/** Words that must stand next to each other. */
export interface Phrase {
  /** Normalized and without the blanks that have no meaning, for comparison with `squeeze`d text. */
  text: string;
  tokens: string[];
}

export interface ParsedQuery {
  terms: Term[];
  /** Also in `terms`, so that candidates have their words. */
  phrases: Phrase[];
  excluded: Phrase[];
}

const stopWords = new Set(
  "的 了 和 与 及 或 在 是 之 吗 呢 吧 啊 把 被 the a an of and or to in on for is are".split(" "),
);
const blankAtHan = / (?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff]) /g;

/** Text in which phrases are looked for: line ends inside Chinese sentences, as PDFs have them, do not count. */
export const squeeze = (normalized: string): string =>
  normalized.trim().replace(/\s+/g, " ").replace(blankAtHan, "");

function weightOf(text: string, isHan: boolean): number {
  if (stopWords.has(text)) return 0.1;
  const length = Array.from(text).length;
  if (isHan) return [0.5, 0.5, 1, 1.3][length] ?? 1.6;
  return length < 3 ? 0.7 : 1.2;
}

function makeTerm(text: string, isHan: boolean): Term {
  const grams = isHan && Array.from(text).length > 1 ? pairsOf(text) : [];
  return {
    text,
    isHan,
    grams,
    isPrefix: false,
    isOptional: stopWords.has(text),
    weight: weightOf(text, isHan),
  };
}

/** The shorter dictionary words that a long one is made of (数据处理 → 数据, 处理), or nothing. */
function partsOf(word: string): string[] {
  const length = Array.from(word).length;
  if (length < 4) return [];
  const inside = new Set(tokensOf(word).filter((token) => token !== word && Array.from(token).length > 1));
  const parts: string[] = [];
  for (let rest = word; rest; ) {
    const longest = [...inside]
      .filter((token) => rest.startsWith(token))
      .sort((a, b) => b.length - a.length)[0];
    if (!longest) return [];
    parts.push(longest);
    rest = rest.slice(longest.length);
  }
  return parts;
}

/** A long word may be split by others in a text (数据的处理): its parts must be there, the whole of it ranks higher. */
function termsOfWord(word: string): Term[] {
  const parts = partsOf(word);
  if (parts.length === 0) return [makeTerm(word, true)];
  return [...parts.map((part) => makeTerm(part, true)), { ...makeTerm(word, true), isOptional: true }];
}

/**
 * The words of a Han run. Characters that the dictionary leaves over are joined to their left-over neighbours; one that
 * remains alone among words counts only as the pair that it makes with its neighbour, and need not be there.
 */
function termsOfRun(run: string): Term[] {
  const words: string[] = [];
  let leftOver = "";
  for (const word of cutRun(run)) {
    const isSingle = Array.from(word).length === 1;
    if (isSingle && !stopWords.has(word)) {
      leftOver += word;
      continue;
    }
    if (leftOver) words.push(leftOver);
    leftOver = "";
    words.push(word);
  }
  if (leftOver) words.push(leftOver);
  const isLong = words.some((word) => Array.from(word).length > 1);
  return words.flatMap((word, i) => {
    if (!isLong || stopWords.has(word) || Array.from(word).length > 1) return termsOfWord(word);
    const before = words[i - 1];
    const pair = before
      ? `${Array.from(before).at(-1)}${word}`
      : `${word}${Array.from(words[i + 1] ?? "")[0] ?? ""}`;
    return [{ ...makeTerm(pair, true), isOptional: true }];
  });
}

const termsOf = (normalized: string): Term[] =>
  piecesOf(normalized).flatMap(({ text, isHan }) => (isHan ? termsOfRun(text) : [makeTerm(text, false)]));

function phraseOf(normalized: string): Phrase | null {
  const found = piecesOf(normalized);
  const tokens = found.flatMap(({ text, isHan }) => (isHan ? pairsOf(text) : [text])).slice(0, mostTerms * 2);
  return tokens.length > 0 ? { text: squeeze(normalized), tokens } : null;
}

function distinct(terms: Term[]): Term[] {
  const byText = new Map<string, Term>();
  for (const term of terms) {
    const known = byText.get(term.text);
    if (!known || (known.isOptional && !term.isOptional)) byText.set(term.text, term);
  }
  const kept = [...byText.values()].slice(0, mostTerms);
  // A question of nothing but small words is asked for in earnest.
  return kept.every((term) => term.isOptional) ? kept.map((term) => ({ ...term, isOptional: false })) : kept;
}

/**
 * Reads what a person typed: words, "phrases" (Chinese quotation marks too) and -excluded. Takes any string, looks at its
 * first 200 characters, and yields letters, digits, `.`, `+` and `#` only, so nothing in it is an engine's operator.
 */
export function parseQuery(text: string): ParsedQuery {
  const asked = Array.from(text.slice(0, longestQuestion * 2))
    .slice(0, longestQuestion)
    .join("");
  const normalized = normalizeText(asked).replace(/[“”„‟「」『』]/g, '"');
  const terms: Term[] = [];
  const phrases: Phrase[] = [];
  const excluded: Phrase[] = [];
  for (const [, minus, quoted, bare] of normalized.matchAll(/(?:(?<=^|\s)(-))?(?:"([^"]*)"|([^\s"]+))/g)) {
    const part = quoted ?? bare ?? "";
    if (minus) {
      const phrase = phraseOf(part);
      if (phrase) excluded.push(phrase);
      continue;
    }
    terms.push(...termsOf(part));
    const phrase = quoted === undefined ? null : phraseOf(part);
    if (phrase) phrases.push(phrase);
  }
  const last = terms.at(-1);
  if (last && !last.isHan && /\p{L}/u.test(last.text) && !/["\s]$/.test(normalized)) last.isPrefix = true;
  return { terms: distinct(terms), phrases: phrases.slice(0, 8), excluded: excluded.slice(0, 8) };
}

/** What is marked in a text that was found: the words, and the pairs of those that may stand apart. */
export const marksOf = (query: ParsedQuery): { text: string; isHan: boolean }[] => {
  const marks = query.terms.filter((term) => !stopWords.has(term.text));
  return marks.length > 0 ? marks : query.terms;
};
