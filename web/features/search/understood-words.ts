import type { SearchReply } from "../../api/types.ts";
import { askFor, type FacetName, type SearchState } from "./search-state.ts";

type Preference = SearchReply["understood"]["preferences"][number];

/** Words of the question and all that they say: 三上 is a grade and a volume. */
export interface UnderstoodWords {
  text: string;
  meanings: { name: FacetName; keys: string[] }[];
}

/** What was understood, by the words that say it. What follows from no words is nobody's to take back. */
export const groupByWords = (preferences: Preference[]): UnderstoodWords[] => {
  const texts = [...new Set(preferences.map(({ text }) => text))].filter((text) => text !== "");
  return texts.map((text) => ({
    text,
    meanings: preferences
      .filter((preference) => preference.text === text)
      .map(({ field, keys }) => ({ name: field, keys })),
  }));
};

/** The question without these words; as it is where they are written otherwise than they were understood. */
const withoutWords = (q: string, text: string): string => {
  const at = q.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return q;
  return `${q.slice(0, at)} ${q.slice(at + text.length)}`.replace(/\s+/g, " ").trim();
};

/** The words leave the question and what they say becomes filters. */
export const turnIntoFilters = (state: SearchState, { text, meanings }: UnderstoodWords): SearchState => {
  const filters = { ...state.filters };
  for (const { name, keys } of meanings) filters[name] = [...new Set([...filters[name], ...keys])];
  return { ...askFor(state, withoutWords(state.q, text)), filters };
};

/** The words are looked for as text, whatever else they could say. */
export const takeAsText = (state: SearchState, text: string): SearchState => ({
  ...state,
  literal: [...new Set([...state.literal, text])],
});
