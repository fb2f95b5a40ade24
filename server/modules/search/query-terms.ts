import { partsOfMixed } from "./document-terms.ts";
import { cutRun, pairsOf, piecesOf, tokensOf } from "./segment.ts";

/** Of one question. */
export const mostTerms = 32;

/** A word of the question, in our tokens. */
export interface Term {
  text: string;
  isHan: boolean;
  /** Its neighbouring pairs where it has more than one Han character: a text with all of them counts as having it. */
  grams: string[];
  /** What may be written instead: a text with one of them counts as having the word. */
  alternatives: Phrase[];
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

export const stopWords = new Set(
  "的 了 和 与 及 或 在 是 之 吗 呢 吧 啊 把 被 the a an of and or to in on for is are".split(" "),
);
/** Half of all browse paths have one: whatever grade is named beside it says more, however common that is in scope. */
const volumeNames = new Set(["上册", "下册", "全册", "全一册"]);
const blankAtHan = / (?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff]) /g;

/** Text in which phrases are looked for: line ends inside Chinese sentences, as PDFs have them, do not count. */
export const squeeze = (normalized: string): string =>
  normalized.trim().replace(/\s+/g, " ").replace(blankAtHan, "");

function weightOf(text: string, isHan: boolean): number {
  if (stopWords.has(text)) return 0.1;
  if (volumeNames.has(text)) return 0.15;
  const length = Array.from(text).length;
  if (isHan) return [0.5, 0.5, 1, 1.3][length] ?? 1.6;
  return length < 3 ? 0.7 : 1.2;
}

const englishWord = /^[a-z]{4,}$/;

/** The plural of a singular and the other way round, where it is only a matter of an s. */
function otherNumberOf(word: string): Phrase[] {
  if (!englishWord.test(word) || word.endsWith("ss")) return [];
  const other = word.endsWith("s") ? word.slice(0, -1) : `${word}s`;
  return [{ text: other, tokens: [other] }];
}

/** Unit4 as Unit 4. */
function apart(word: string): Phrase[] {
  const tokens = partsOfMixed(word);
  return tokens.length > 1 ? [{ text: tokens.join(" "), tokens }] : [];
}

function makeTerm(text: string, isHan: boolean): Term {
  const grams = isHan && Array.from(text).length > 1 ? pairsOf(text) : [];
  return {
    text,
    isHan,
    grams,
    alternatives: isHan ? [] : [...apart(text), ...otherNumberOf(text)],
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

/** By a squeezed word, what may be written instead of it. */
export type Alternatives = Map<string, Phrase[]>;

/** A word with alternatives is one word, however the dictionary would cut it. */
function termsOfRunWith(run: string, alternatives: Alternatives): Term[] {
  let [found, place]: [string, number] = ["", run.length];
  for (const text of alternatives.keys()) {
    const at = text === "" ? -1 : run.indexOf(text);
    if (at >= 0 && (at < place || (at === place && text.length > found.length))) [found, place] = [text, at];
  }
  if (found === "") return run === "" ? [] : termsOfRun(run);
  return [
    ...(place > 0 ? termsOfRun(run.slice(0, place)) : []),
    { ...makeTerm(found, true), alternatives: alternatives.get(found) ?? [] },
    ...termsOfRunWith(run.slice(place + found.length), alternatives),
  ];
}

function termsOfWordWith(word: string, alternatives: Alternatives): Term {
  const term = makeTerm(word, false);
  return { ...term, alternatives: [...(alternatives.get(word) ?? []), ...term.alternatives] };
}

/** The words of normalized text. */
export const termsOf = (normalized: string, alternatives: Alternatives): Term[] =>
  piecesOf(normalized).flatMap(({ text, isHan }) =>
    isHan ? termsOfRunWith(text, alternatives) : [termsOfWordWith(text, alternatives)],
  );

/** All words of normalized text next to each other; null where it has none. */
export function phraseOf(normalized: string): Phrase | null {
  const found = piecesOf(normalized);
  const tokens = found.flatMap(({ text, isHan }) => (isHan ? pairsOf(text) : [text])).slice(0, mostTerms * 2);
  return tokens.length > 0 ? { text: squeeze(normalized), tokens } : null;
}
