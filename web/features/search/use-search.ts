import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../../api/client.ts";
import { queryOf, type SearchState } from "./search-state.ts";

/** The hits page by page; while a changed question is on its way, the last one's answer stays. */
export const useSearch = (state: SearchState) =>
  useInfiniteQuery({
    queryKey: ["GET /api/search", queryOf(state)],
    queryFn: ({ pageParam, signal }) =>
      call(
        "GET /api/search",
        { query: { ...queryOf(state), ...(pageParam && { cursor: pageParam, facets: "false" as const }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
