import type { ParsedQuery } from "../parse-query.ts";
import { squeeze } from "../query-terms.ts";
import { titleShare } from "../ranking/neighbours.ts";
import { nearnessWorth } from "../ranking/rank.ts";
import { normalizeText } from "../segment.ts";
import { weightInsideWords } from "../word-borders.ts";
import { bestPassages, hashToken } from "./signature.ts";
import type { StoredTexts } from "./stored-texts.ts";

/** The first few documents by their words, whose texts are read to see how near one another those stand. */
export const mostRead = 64;
/** Where so many titles have all the words, no passage is going to be among the first. */
const enoughTitles = 10;

/** Orders the first few documents again by how near the question's words stand in their titles and passages. */
export class NearnessReader {
  readonly #texts: StoredTexts;

  constructor(texts: StoredTexts) {
    this.#texts = texts;
  }

  /** `numbers` best first by `scores`; the same ones come back. */
  reorder(numbers: number[], query: ParsedQuery, asked: string, scores: Float32Array): number[] {
    const required = query.terms.filter((term) => !term.isOptional);
    const [first, ...others] = required;
    // A single word has no neighbours, only borders in Chinese.
    if (!first || numbers.length < 2 || (others.length === 0 && !first.isHan)) return numbers;
    const wanted = required.map(({ text, grams, weight }) => ({
      hash: hashToken(text),
      gramHashes: grams.map(hashToken),
      weight,
    }));
    const weight = required.reduce((sum, term) => sum + term.weight, 0);
    const whole = squeeze(normalizeText(asked));
    const read = numbers.slice(0, mostRead);
    const titles = read.map((number) => this.#texts.text(number)?.comparedTitle ?? "");
    const hasAll = titles.map((title) => required.every((term) => title.includes(term.text)));
    const isInTitles = required.length < 2 || hasAll.filter(Boolean).length >= enoughTitles;
    const total = new Map<number, number>();
    read.forEach((number, i) => {
      const passage = isInTitles || hasAll[i] ? nowhere : this.#bestPassage(number, wanted, weight, whole);
      const title = required.length < 2 ? 0 : titleShare(titles[i] as string, required, whole);
      const inside = weightInsideWords(titles[i] as string, required);
      total.set(number, (scores[number] as number) + nearnessWorth({ title, ...passage, inside, weight }));
    });
    const place = new Map(numbers.map((number, i) => [number, i]));
    read.sort(
      (a, b) =>
        (total.get(b) as number) - (total.get(a) as number) ||
        (place.get(a) as number) - (place.get(b) as number),
    );
    return [...read, ...numbers.slice(mostRead)];
  }

  #bestPassage(number: number, wanted: Parameters<typeof bestPassages>[1], weight: number, whole: string) {
    const [best] = bestPassages(this.#texts.signature(number), wanted);
    if (!best) return nowhere;
    const passage = Math.min(1, best.score / weight);
    const isAll = passage > 0.99;
    const text = isAll ? this.#texts.passage(number, best.position)?.text : "";
    return { passage, isWholeInPassage: isAll && squeeze(normalizeText(String(text))).includes(whole) };
  }
}

const nowhere = { passage: 0, isWholeInPassage: false };
