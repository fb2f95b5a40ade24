import type { Term } from "../parse-query.ts";
import { encodeTokens } from "./encode.ts";

/** A word by its pairs, so that it is found however a text was cut; a blank at the end says that it is complete. */
export function questionOf(terms: Term[]): string {
  const ordered = [...terms].sort((a, b) => Number(a.isPrefix) - Number(b.isPrefix));
  const words = encodeTokens(
    new Set(ordered.flatMap(({ text, grams }) => (grams.length > 0 ? grams : [text]))),
  );
  return ordered.at(-1)?.isPrefix ? words : `${words} `;
}
