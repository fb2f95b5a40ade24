import { pinyin } from "pinyin-pro";
import { hanRunsOf } from "./segment.ts";

const longestRun = 64;
const syllablesPerToken = 8;

export interface PinyinTokens {
  /** For each character of a Han run, the syllables from there on as one word: 分数 → fenshu, shu. */
  full: string[];
  /** The same by first letters: 分数 → fs, s. */
  initials: string[];
}

/**
 * How a title sounds, for weak fields that are asked by prefix: whatever stretch of syllables or initials is typed
 * begins one of these. Polyphones are read by word (重庆 chongqing). Takes any string.
 */
export function pinyinOf(title: string): PinyinTokens {
  const full = new Set<string>();
  const initials = new Set<string>();
  for (const run of hanRunsOf(title)) {
    const syllables = pinyin(Array.from(run).slice(0, longestRun).join(""), {
      toneType: "none",
      type: "array",
      v: true,
    }).filter((syllable) => /^[a-z]+$/.test(syllable));
    for (let from = 0; from < syllables.length; from += 1) {
      const rest = syllables.slice(from, from + syllablesPerToken);
      full.add(rest.join(""));
      initials.add(rest.map((syllable) => syllable.charAt(0)).join(""));
    }
  }
  return { full: [...full], initials: [...initials] };
}
