import type { Term } from "./query-terms.ts";
import { cutRun } from "./segment.ts";

const mostRemembered = 10_000;
/** Whether a stretch is one word of the dictionary; the same few stand around a word wherever it is. */
const remembered = new Map<string, boolean>();

function isOneWord(stretch: string): boolean {
  const known = remembered.get(stretch);
  if (known !== undefined) return known;
  const found = cutRun(stretch).length === 1;
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(stretch, found);
  return found;
}

const isHan = (character: string) => character >= "\u3400" && character <= "\u9fff";

/** Whether a text has a word otherwise than inside one that is a character longer: 重量, but not in 载重量. */
function standsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + word.length)];
    const isInside = (isHan(before) && isOneWord(before + word)) || (isHan(after) && isOneWord(word + after));
    if (!isInside) return true;
  }
  return false;
}

/**
 * How much of the words, by their weight, a title has only as part of another word: one character more makes 载重量 of
 * 重量, 百分数 of 分数 and 圆锥 of 圆, while a longer name (分数乘整数) is still about its parts. `title` normalized and squeezed.
 */
export function weightInsideWords(title: string, terms: Term[]): number {
  let sum = 0;
  for (const { text, isHan, weight } of terms) {
    if (isHan && title.includes(text) && !standsIn(title, text)) sum += weight;
  }
  return sum;
}
