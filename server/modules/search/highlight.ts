import { foldText } from "./fold-text.ts";
import type { Highlight } from "./search-index.ts";

/** A word to mark, normalized. Han words match anywhere, others from the start of a word. */
export interface Mark {
  text: string;
  isHan: boolean;
}

interface Span {
  from: number;
  to: number;
  /** Which mark, to prefer windows with many different ones. */
  mark: number;
}

const wordCharacter = /[\p{L}\p{N}]/u;
const mostSpans = 500;

function startsWord(text: string, at: number): boolean {
  const before = text[at - 1];
  return before === undefined || !wordCharacter.test(before) || /[\u3400-\u9fff]/.test(before);
}

/** Places of the marks in the original text, in order; a longer mark comes before a shorter one at the same place. */
function spansOf(text: string, marks: Mark[]): Span[] {
  const folded = foldText(text);
  const spans: Span[] = [];
  marks.forEach((mark, index) => {
    if (!mark.text) return;
    for (let at = folded.text.indexOf(mark.text); at >= 0; at = folded.text.indexOf(mark.text, at + 1)) {
      if (!mark.isHan && !startsWord(folded.text, at)) continue;
      const from = folded.origins[at] ?? 0;
      const last = folded.origins[at + mark.text.length - 1] ?? from;
      // Several folded characters may come from one (㎡): the end is where the next original character starts.
      let next = at + mark.text.length;
      while (folded.origins[next] === last && next < folded.text.length) next += 1;
      spans.push({ from, to: folded.origins[next] ?? text.length, mark: index });
      if (spans.length >= mostSpans) return;
    }
  });
  return spans.sort((a, b) => a.from - b.from || b.to - a.to);
}

/** The text from `start` to `end` in pieces; overlapping marks are joined. */
function pieces(text: string, spans: Span[], start: number, end: number): Highlight {
  const result: Highlight = [];
  const push = (from: number, to: number, isMatch: boolean) => {
    if (from >= to) return;
    const last = result.at(-1);
    if (last && last.isMatch === isMatch) last.text += text.slice(from, to);
    else result.push({ text: text.slice(from, to), isMatch });
  };
  let at = start;
  for (const span of spans) {
    if (span.to <= at || span.from >= end) continue;
    const from = Math.max(span.from, at);
    push(at, from, false);
    push(from, Math.min(span.to, end), true);
    at = Math.min(span.to, end);
  }
  push(at, end, false);
  return result;
}

/** The whole text with its matches marked: for titles. */
export const highlight = (text: string, marks: Mark[]): Highlight =>
  pieces(text, spansOf(text, marks), 0, text.length);

/** Where the most different marks stand together within `length`. */
function bestStart(spans: Span[], length: number): number {
  let best = 0;
  let bestScore = -1;
  for (let i = 0; i < spans.length; i += 1) {
    const start = spans[i]?.from ?? 0;
    const seen = new Set<number>();
    let count = 0;
    for (let j = i; j < spans.length; j += 1) {
      const span = spans[j];
      if (!span || span.to > start + length) break;
      seen.add(span.mark);
      count += 1;
    }
    const score = seen.size * 100 + Math.min(count, 99);
    if (score > bestScore) [best, bestScore] = [start, score];
  }
  return best;
}

const isLowSurrogate = (text: string, at: number) => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};

/** About `length` characters of the text round the densest group of matches, on one line; … where text was left out. */
export function snippet(original: string, marks: Mark[], length = 80): Highlight {
  const text = original.replace(/\s+/g, " ").trim();
  const spans = spansOf(text, marks);
  if (text.length <= length) return pieces(text, spans, 0, text.length);
  const lead = Math.floor(length / 5);
  let start = Math.max(0, Math.min(bestStart(spans, length - lead) - lead, text.length - length));
  let end = Math.min(text.length, start + length);
  if (isLowSurrogate(text, start)) start -= 1;
  if (end < text.length && isLowSurrogate(text, end)) end += 1;
  const found = pieces(text, spans, start, end);
  if (start > 0) addPlain(found, "…", true);
  if (end < text.length) addPlain(found, "…", false);
  return found;
}

function addPlain(found: Highlight, text: string, atStart: boolean): void {
  const edge = found.at(atStart ? 0 : -1);
  if (edge && !edge.isMatch) edge.text = atStart ? text + edge.text : edge.text + text;
  else if (atStart) found.unshift({ text, isMatch: false });
  else found.push({ text, isMatch: false });
}
