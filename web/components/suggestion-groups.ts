import type { SuggestReply } from "../api/types.ts";

export type Suggestion = SuggestReply["suggestions"][number];

export interface SuggestionGroup {
  kind: Suggestion["kind"];
  /** `index` is the suggestion's place among all that are shown. */
  items: { suggestion: Suggestion; index: number }[];
}

/** Suggestions by kind, the kind with the best suggestion first; the arrows go through them in this order. */
export const groupSuggestions = (suggestions: Suggestion[]): SuggestionGroup[] => {
  const kinds = [...new Set(suggestions.map(({ kind }) => kind))];
  let index = 0;
  return kinds.map((kind) => ({
    kind,
    items: suggestions
      .filter((suggestion) => suggestion.kind === kind)
      .map((suggestion) => ({ suggestion, index: index++ })),
  }));
};

/** A title opens its resource, a lesson is searched for, an author or a campus shows what is theirs. */
export const suggestionAddress = ({ kind, text, key, resourceId }: Suggestion): string => {
  if (kind === "title") return `/resources/${resourceId}`;
  return `/search?${new URLSearchParams(kind === "lesson" ? { q: text } : { [kind]: key })}`;
};
