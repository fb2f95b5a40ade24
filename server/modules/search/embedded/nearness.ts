import type { ParsedQuery } from "../parse-query.ts";
import { squeeze } from "../query-terms.ts";
import { titleShare } from "../ranking/neighbours.ts";
import { nearnessWorth } from "../ranking/rank.ts";
import { normalizeText, pairsOf, piecesOf } from "../segment.ts";
import { weightInsideWords } from "../word-borders.ts";
import { BestTotals } from "./best-totals.ts";
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

  /**
   * `numbers` best first by `scores`; the same ones come back, of which the first `needed` are in order. Nothing is read of
   * a document that no nearness would bring among those.
   */
  reorder(
    numbers: number[],
    needed: number,
    query: ParsedQuery,
    asked: string,
    scores: Float32Array,
  ): number[] {
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
    const sought = { wanted, weight, whole, wholeHashes: tokensWithin(whole).map(hashToken) };
    const candidates = numbers.slice(0, mostRead);
    const titleOf = (number: number) => this.#texts.text(number)?.comparedTitle ?? "";
    const hasAll = (title: string) => required.every((term) => title.includes(term.text));
    const isInTitles =
      required.length < 2 || reaches(candidates, enoughTitles, (number) => hasAll(titleOf(number)));
    const best = new BestTotals(needed);
    const most = {
      title: required.length < 2 ? 0 : 1,
      ...(isInTitles ? nowhere : wholly),
      inside: 0,
      weight,
    };
    for (const number of candidates) {
      const score = scores[number] as number;
      // The scores descend: what follows stays behind, too.
      if (best.isBehind(score + nearnessWorth(most))) break;
      const compared = titleOf(number);
      const title = required.length < 2 ? 0 : titleShare(compared, required, whole);
      const inside = weightInsideWords(compared, required);
      const isPassageRead =
        !isInTitles &&
        !hasAll(compared) &&
        !best.isBehind(score + nearnessWorth({ title, ...wholly, inside, weight }));
      const passage = isPassageRead ? this.#bestPassage(number, sought) : nowhere;
      best.add(number, score + nearnessWorth({ title, ...passage, inside, weight }));
    }
    const ordered = best.numbers();
    const isAmongBest = new Set(ordered);
    return [...ordered, ...numbers.filter((number) => !isAmongBest.has(number))];
  }

  #bestPassage(number: number, { wanted, weight, whole, wholeHashes }: Sought) {
    const signature = this.#texts.signature(number);
    const saysWhole = (position: number) =>
      squeeze(normalizeText(String(this.#texts.passage(number, position)?.text))).includes(whole);
    const [asTyped] = bestPassages(signature, [{ hash: 0, gramHashes: wholeHashes, weight }]);
    if (asTyped && saysWhole(asTyped.position)) return wholly;
    const [best] = bestPassages(signature, wanted);
    if (!best) return nowhere;
    const passage = Math.min(1, best.score / weight);
    const isOther = best.position !== asTyped?.position;
    return { passage, isWholeInPassage: passage > 0.99 && isOther && saysWhole(best.position) };
  }
}

/** What is looked for in passages: words, and the question as it was typed with all tokens that a passage with it has. */
interface Sought {
  wanted: Parameters<typeof bestPassages>[1];
  weight: number;
  whole: string;
  wholeHashes: number[];
}

/** A passage with this text has these tokens. Of a lone character it has only pairs that begin with it. */
const tokensWithin = (text: string): string[] =>
  piecesOf(text).flatMap((piece) => {
    if (!piece.isHan) return [piece.text];
    return piece.text.length > 1 ? pairsOf(piece.text) : [];
  });

const nowhere = { passage: 0, isWholeInPassage: false };
const wholly = { passage: 1, isWholeInPassage: true };

/** Whether so many of the numbers pass. */
function reaches(numbers: number[], enough: number, passes: (number: number) => boolean): boolean {
  let count = 0;
  return numbers.some((number) => {
    if (passes(number)) count += 1;
    return count === enough;
  });
}
