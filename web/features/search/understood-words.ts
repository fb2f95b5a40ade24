import type { SearchReply } from "../../api/types.ts";
import { askFor, type FacetName, type SearchState } from "./search-state.ts";

type Understood = SearchReply["understood"];

/** Words of the question and all that they say: 三上 is a grade and a volume. */
export interface UnderstoodWords {
  text: string;
  meanings: { name: FacetName; keys: string[] }[];
  /** The words say more than their meanings do, and are looked for as text as well. */
  isText: boolean;
}

/** The question without these words; as it is where they are written otherwise than they were understood. */
const withoutWords = (q: string, text: string): string => {
  const at = q.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return q;
  return `${q.slice(0, at)} ${q.slice(at + text.length)}`.replace(/\s+/g, " ").trim();
};

/**
 * What was understood, by the words that say it. What follows from no words is nobody's to take back; what a filter says
 * already needs no saying twice.
 */
export const groupByWords = (
  { text: rest, preferences }: Understood,
  state: SearchState,
): UnderstoodWords[] => {
  const open = preferences.filter(
    ({ field, keys, text }) => text !== "" && !keys.every((key) => state.filters[field].includes(key)),
  );
  const texts = [...new Set(open.map(({ text }) => text))];
  // Where nothing but such words was asked for, the server looks for their names instead: that is not what was written.
  const hasOtherText = texts.reduce(withoutWords, state.q) !== "";
  return texts.map((text) => ({
    text,
    isText: hasOtherText && rest.includes(text),
    meanings: open
      .filter((preference) => preference.text === text)
      .map(({ field, keys }) => ({ name: field, keys })),
  }));
};

/** The words leave the question, unless they say more, and what they say becomes filters. */
export const turnIntoFilters = (
  state: SearchState,
  { text, meanings, isText }: UnderstoodWords,
): SearchState => {
  const filters = { ...state.filters };
  for (const { name, keys } of meanings) filters[name] = [...new Set([...filters[name], ...keys])];
  return { ...askFor(state, isText ? state.q : withoutWords(state.q, text)), filters };
};

/** The words are looked for as text, whatever else they could say. */
export const takeAsText = (state: SearchState, text: string): SearchState => ({
  ...state,
  literal: [...new Set([...state.literal, text])],
});
