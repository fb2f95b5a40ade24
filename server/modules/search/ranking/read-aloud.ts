import { syllablesOf } from "../pinyin.ts";
import { hanRunsOf } from "../segment.ts";

/** Stretches of a text that are read as these syllables. */
export function stretchesReadAs(syllables: readonly string[], title: string): Set<string> {
  const found = new Set<string>();
  for (const run of hanRunsOf(title)) {
    const chars = Array.from(run);
    const read = syllablesOf(run);
    for (let at = 0; at + syllables.length <= read.length; at += 1) {
      if (syllables.every((syllable, i) => read[at + i] === syllable)) {
        found.add(chars.slice(at, at + syllables.length).join(""));
      }
    }
  }
  return found;
}

/** Stretches of more than one character that are spelled as these letters: a single syllable means too many. */
export function stretchesSpelled(letters: string, title: string): Set<string> {
  const found = new Set<string>();
  for (const run of hanRunsOf(title)) {
    const chars = Array.from(run);
    const read = syllablesOf(run);
    for (let from = 0; from < read.length; from += 1) {
      let said = "";
      for (let to = from; to < read.length && said.length < letters.length; to += 1) {
        said += read[to];
        const isSaid = said === letters || said.replaceAll("v", "u") === letters;
        if (isSaid && to > from) found.add(chars.slice(from, to + 1).join(""));
      }
    }
  }
  return found;
}
