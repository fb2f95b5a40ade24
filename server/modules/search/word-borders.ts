import type { Term } from "./parse-query.ts";
import { cutRun, piecesOf } from "./segment.ts";

/** Whether a run has a word otherwise than inside one that is a character longer: 重量, but not in 载重量. */
function standsIn(run: string, word: string): boolean {
  const words = cutRun(run);
  let [first, start] = [0, 0];
  for (let at = run.indexOf(word); at >= 0; at = run.indexOf(word, at + 1)) {
    while (start + (words[first] ?? run).length <= at) {
      start += (words[first] as string).length;
      first += 1;
    }
    const around = words[first] ?? run;
    const isWithin = at + word.length <= start + around.length;
    if (!isWithin || around.length !== word.length + 1) return true;
  }
  return false;
}

/**
 * How much of the words, by their weight, a title has only as part of another word: one character more makes 载重量 of
 * 重量 and 百分数 of 分数, while a longer name (分数乘整数) is still about its parts. `title` normalized and squeezed.
 */
export function weightInsideWords(title: string, terms: Term[]): number {
  let sum = 0;
  for (const { text, isHan, grams, weight } of terms) {
    if (!isHan || grams.length === 0 || !title.includes(text)) continue;
    const runs = piecesOf(title).filter((piece) => piece.isHan && piece.text.includes(text));
    if (runs.length > 0 && !runs.some((run) => standsIn(run.text, text))) sum += weight;
  }
  return sum;
}
