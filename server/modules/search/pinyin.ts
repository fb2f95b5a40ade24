import { LRUCache } from "lru-cache";
import { pinyin, polyphonic } from "pinyin-pro";
import { hanRunsOf } from "./segment.ts";

const longestRun = 64;
/** A longer stretch is looked up by its first syllables. */
export const syllablesPerToken = 8;

export interface PinyinTokens {
  /** For each character of a Han run, the syllables from there on as one word: 分数 → fenshu, shu. */
  full: string[];
  /** The same by first letters: 分数 → fs, s. */
  initials: string[];
}

/** The runs of titles come again with every question that sounds like them. */
const remembered = new LRUCache<string, readonly string[]>({ max: 4000 });

/**
 * One syllable without tone for each character of a Han run (at most 64), polyphones read by word: 重庆 → chong, qing; ü
 * is v. Empty where a character has no reading.
 */
export function syllablesOf(run: string): readonly string[] {
  const known = remembered.get(run);
  if (known) return known;
  const read = pinyin(Array.from(run).slice(0, longestRun).join(""), {
    toneType: "none",
    type: "array",
    v: true,
  });
  const syllables = read.map((syllable) => (/^[a-z]+$/.test(syllable) ? syllable : ""));
  remembered.set(run, syllables);
  return syllables;
}

const mostReadings = 8;

/** How a word may be read: as one reads it, then with one character read otherwise (循还 as xunhai and xunhuan). */
export function readingsOf(word: string): (readonly string[])[] {
  const usual = syllablesOf(word);
  const others = polyphonic(word, { toneType: "none", type: "array", v: true });
  const found = new Map([[usual.join(" "), usual]]);
  others.forEach((syllables, i) => {
    for (const syllable of syllables) {
      if (!/^[a-z]+$/.test(syllable) || i >= usual.length) continue;
      const reading = usual.with(i, syllable);
      found.set(reading.join(" "), reading);
    }
  });
  return [...found.values()].slice(0, mostReadings);
}

/** Keyboards without ü type v, and people type u (and lue for lüe): both are kept. */
const withU = (letters: string): string => letters.replaceAll("v", "u");

/**
 * How texts sound, for weak fields that are asked by prefix: whatever stretch of syllables or initials is typed
 * begins one of these. Takes any strings.
 */
export function pinyinOf(...texts: string[]): PinyinTokens {
  const full = new Set<string>();
  const initials = new Set<string>();
  for (const run of new Set(texts.flatMap(hanRunsOf))) {
    const syllables = syllablesOf(run).filter((syllable) => syllable !== "");
    for (let from = 0; from < syllables.length; from += 1) {
      const rest = syllables.slice(from, from + syllablesPerToken);
      const letters = rest.join("");
      full.add(letters);
      if (letters.includes("v")) full.add(withU(letters));
      initials.add(rest.map((syllable) => syllable.charAt(0)).join(""));
    }
  }
  return { full: [...full], initials: [...initials] };
}
