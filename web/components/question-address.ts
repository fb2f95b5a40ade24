import type { SavedSearch } from "../api/types.ts";

/** The search page's address for a saved question. */
export const questionAddress = ({ q, sort, ...lists }: SavedSearch["question"]): string => {
  const search = new URLSearchParams();
  if (q !== "") search.set("q", q);
  if (sort !== "relevance") search.set("sort", sort);
  for (const [name, keys] of Object.entries(lists)) for (const key of keys) search.append(name, key);
  return `/search?${search}`;
};
