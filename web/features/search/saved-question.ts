import type { SavedSearch } from "../../api/types.ts";
import { chosenFilters, type FacetName, type SearchState, writeSearch } from "./search-state.ts";

type Question = SavedSearch["question"];

export const questionOf = ({ q, sort, filters, literal }: SearchState): Question => ({
  q,
  sort,
  ...filters,
  literal,
});

const addressOf = (question: Question): string => {
  const { q, sort, literal, ...filters } = question;
  return writeSearch({ q, sort, filters, literal }).toString();
};

/** Whether two questions are the same, in whatever order their filters were chosen. */
export const isSameQuestion = (one: Question, other: Question): boolean => {
  const sorted = (question: Question) => [...new URLSearchParams(addressOf(question))].map(String).sort();
  return sorted(one).join("\n") === sorted(other).join("\n");
};

/** A name to begin with: the words and the filters. */
export const nameFor = (state: SearchState, labelOf: (name: FacetName, key: string) => string): string =>
  [state.q, ...chosenFilters(state).map(({ name, key }) => labelOf(name, key))]
    .filter((part) => part !== "")
    .join(" · ");
