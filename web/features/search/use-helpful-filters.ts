import { useQueries } from "@tanstack/react-query";
import { call } from "../../api/client.ts";
import { chosenFilters, type FacetName, queryOf, type SearchState, toggleFilter } from "./search-state.ts";

/** More than these nobody weighs against each other. */
const most = 8;

export interface LetGo {
  name: FacetName;
  key: string;
  /** How many hits there would be; null while nobody knows. */
  total: number | null;
}

/** For a search that finds nothing: what letting go of each filter would bring, the most helpful first. */
export const useHelpfulFilters = (state: SearchState): LetGo[] => {
  const chosen = chosenFilters(state).slice(0, most);
  const results = useQueries({
    queries: chosen.map(({ name, key }) => {
      const query = { ...queryOf(toggleFilter(state, name, key)), facets: "false" as const, limit: 1 };
      return {
        queryKey: ["GET /api/search", "total", query],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const { total, isPartial } = await call("GET /api/search", { query }, { signal });
          // Partial matches are a consolation, not what the filter was in the way of.
          return isPartial ? 0 : total;
        },
      };
    }),
  });
  return chosen
    .map(({ name, key }, index) => ({ name, key, total: results[index]?.data ?? null }))
    .sort((a, b) => (b.total ?? 0) - (a.total ?? 0));
};
