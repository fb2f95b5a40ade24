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
}

export const readSearch = (search: URLSearchParams): SearchState => ({
  q: search.get("q") ?? "",
  sort: sorts.find((sort) => sort === search.get("sort")) ?? "relevance",
  filters: Object.fromEntries(facetNames.map((name) => [name, search.getAll(name)])) as Filters,
});

export const writeSearch = ({ q, sort, filters }: SearchState): URLSearchParams => {
  const search = new URLSearchParams();
  if (q !== "") search.set("q", q);
  if (sort !== "relevance") search.set("sort", sort);
  for (const name of facetNames) for (const key of filters[name]) search.append(name, key);
  return search;
};

export const withoutFilters = (state: SearchState): SearchState => ({
  ...state,
  filters: Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as Filters,
});

export const toggleFilter = (state: SearchState, name: FacetName, key: string): SearchState => {
  const chosen = state.filters[name];
  const next = chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key];
  return { ...state, filters: { ...state.filters, [name]: next } };
};

export const chosenFilters = ({ filters }: SearchState): { name: FacetName; key: string }[] =>
  facetNames.flatMap((name) => filters[name].map((key) => ({ name, key })));

type SearchQuery = NonNullable<Inputs<"GET /api/search">["query"]>;

export const queryOf = ({ q, sort, filters }: SearchState): SearchQuery => ({
  q,
  sort,
  ...Object.fromEntries(Object.entries(filters).filter(([, keys]) => keys.length > 0)),
});
