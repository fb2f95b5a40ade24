import { simplify } from "./simplify.ts";

/** One text in three forms that agree place for place, so that what is found in one can be quoted from another. */
export interface FoldedText {
  /** As written, but for compatibility forms (（ is (, Ａ is A): what a reason quotes. */
  original: string;
  /** Simplified characters, case kept: what titles are looked up by. */
  cased: string;
  /** Simplified, lower case, underscores as spaces: what words and numbers are read from. */
  text: string;
}

const withoutInvisible = (text: string) => text.replace(/[\p{Cf}\p{Cs}\p{Co}]|(?!\n)\p{Cc}/gu, "");

/** Takes any text; invisible characters are left out, longer texts are cut. */
export function foldText(raw: string, mostCharacters: number): FoldedText {
  const original = withoutInvisible(raw.slice(0, mostCharacters * 2))
    .normalize("NFKC")
    .slice(0, mostCharacters);
  const cased = simplify(original);
  const lower = cased.toLowerCase();
  // A few letters change their length with their case.
  return { original, cased, text: (lower.length === cased.length ? lower : cased).replaceAll("_", " ") };
}
