import type { Term } from "../query-terms.ts";
import { alternativeShare, slipShare } from "../ranking/rank.ts";
import { pairsOf } from "../segment.ts";
import { encodeTokens } from "./encode.ts";

/** The server looks at no more words of a question than these. */
const mostWords = 10;
const mostReadings = 16;

/** One way in which a word may be written. */
interface Choice {
  tokens: string[];
  share: number;
  isPrefix: boolean;
}

/** One way in which a question may be written, for it knows no "or"; `share`: how near that is to what was typed. */
export interface Reading {
  q: string;
  share: number;
}

/** Words, by what may have been meant instead of them. */
export type Slips = Map<string, string[]>;

/** Every second pair of a long word says nearly as much as all of them. */
const apart = (pairs: string[]) => pairs.filter((_, i) => i % 2 === 0 || i === pairs.length - 1);

const written = (text: string): string[] => (/^[\u3400-\u9fff]/.test(text) ? pairsOf(text) : [text]);

function choicesOf(term: Term, slips: Slips): Choice[] {
  const own = { tokens: term.grams.length > 0 ? term.grams : [term.text], share: 1, isPrefix: term.isPrefix };
  const meant = slips.get(term.text) ?? [];
  return [
    own,
    ...term.alternatives.map(({ tokens }) => ({ tokens, share: alternativeShare, isPrefix: false })),
    ...meant.map((text) => ({ tokens: written(text), share: slipShare, isPrefix: false })),
  ];
}

function toReading(choices: Choice[]): Reading {
  // The server takes the last word of a question, and no other, as the beginning of one.
  const ordered = [...choices].sort((a, b) => Number(a.isPrefix) - Number(b.isPrefix));
  const count = choices.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const short = (tokens: string[]) => (count > mostWords ? apart(tokens) : tokens);
  const words = new Set(ordered.flatMap(({ tokens }) => short(tokens)));
  const isPrefix = (ordered.at(-1)?.isPrefix ?? false) && words.size <= mostWords;
  const q = encodeTokens([...words].slice(0, mostWords));
  // A blank at the end says that the last word is complete.
  return {
    q: isPrefix || q === "" ? q : `${q} `,
    share: ordered.reduce((share, one) => share * one.share, 1),
  };
}

/** The question as typed, then with other words in place of its own, the nearest first. Words by their pairs, however cut. */
export function readingsOf(terms: Term[], slips: Slips = new Map()): Reading[] {
  let found: Choice[][] = [[]];
  for (const term of terms) {
    found = found.flatMap((chosen) => choicesOf(term, slips).map((choice) => [...chosen, choice]));
    if (found.length > mostReadings) {
      const share = (choices: Choice[]) => choices.reduce((product, one) => product * one.share, 1);
      found = found.sort((a, b) => share(b) - share(a)).slice(0, mostReadings);
    }
  }
  const readings = found.map(toReading).sort((a, b) => b.share - a.share);
  return [...new Map(readings.map((reading) => [reading.q, reading] as const).reverse()).values()].reverse();
}

/** Syllables or initials that were typed apart (fen shu, f s j) as one word; null where there are none. */
export function spokenTogether(terms: Term[]): Term[] | null {
  const isSound = ({ text, isHan }: Term) => !isHan && /^[a-z]+$/.test(text);
  const sounds = terms.filter(isSound);
  const [first] = sounds;
  if (!first || sounds.length < 2) return null;
  const at = terms.indexOf(first);
  const isRun = terms.slice(at, at + sounds.length).every(isSound);
  if (!isRun) return null;
  const joined = {
    ...first,
    text: sounds.map(({ text }) => text).join(""),
    alternatives: [],
    isPrefix: true,
  };
  return [...terms.slice(0, at), joined, ...terms.slice(at + sounds.length)];
}
