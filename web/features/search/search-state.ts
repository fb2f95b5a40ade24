import type { Inputs } from "../../api/client.ts";

export const facetNames = [
  "kind",
  "subject",
  "grade",
  "edition",
  "volume",
  "term",
  "campus",
  "author",
] as const;
export type FacetName = (typeof facetNames)[number];
export type Filters = Record<FacetName, string[]>;

export const sorts = ["relevance", "newest", "most-reused"] as const;
export type Sort = (typeof sorts)[number];

/** All that a search page shows, as its address tells it. */
export interface SearchState {
  q: string;
  sort: Sort;
  filters: Filters;
  /** Words of `q` that mean a grade, a subject and the like, but are to be looked for as text. */
  literal: string[];
}

export const readSearch = (search: URLSearchParams): SearchState => ({
  q: search.get("q") ?? "",
  sort: sorts.find((sort) => sort === search.get("sort")) ?? "relevance",
  filters: Object.fromEntries(facetNames.map((name) => [name, search.getAll(name)])) as Filters,
  literal: search.getAll("literal"),
});

export const writeSearch = ({ q, sort, filters, literal }: SearchState): URLSearchParams => {
  const search = new URLSearchParams();
  if (q !== "") search.set("q", q);
  if (sort !== "relevance") search.set("sort", sort);
  for (const name of facetNames) for (const key of filters[name]) search.append(name, key);
  for (const word of literal) search.append("literal", word);
  return search;
};

/** Another question with the same filters; words that are no longer in it need no reading. */
export const askFor = (state: SearchState, q: string): SearchState => ({
  ...state,
  q,
  literal: state.literal.filter((word) => q.includes(word)),
});

export const withoutFilters = (state: SearchState): SearchState => ({
  ...state,
  filters: Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Filters,
});

export const toggleFilter = (state: SearchState, name: FacetName, key: string): SearchState => {
  const chosen = state.filters[name];
  const next = chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key];
  return { ...state, filters: { ...state.filters, [name]: next } };
};

export const withFilter = (state: SearchState, name: FacetName, key: string): SearchState =>
  state.filters[name].includes(key) ? state : toggleFilter(state, name, key);

export const chosenFilters = ({ filters }: SearchState): { name: FacetName; key: string }[] =>
  facetNames.flatMap((name) => filters[name].map((key) => ({ name, key })));

/** Whether nothing is asked for yet: everything is listed. */
export const isBlank = (state: SearchState): boolean => state.q === "" && chosenFilters(state).length === 0;

/** Whether something is asked for that has nothing to look for: marks, signs, emoji. */
export const isWordless = (q: string): boolean => q.trim() !== "" && !/[\p{L}\p{N}]/u.test(q);

type SearchQuery = NonNullable<Inputs<"GET /api/search">["query"]>;

export const queryOf = ({ q, sort, filters, literal }: SearchState): SearchQuery => ({
  q,
  sort,
  ...(literal.length > 0 && { literal }),
  ...Object.fromEntries(Object.entries(filters).filter(([, keys]) => keys.length > 0)),
});
