import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../../api/client.ts";

export type CollectionView = "curated" | "mine" | "waiting";

export const useCollectionPages = (view: CollectionView) =>
  useInfiniteQuery({
    queryKey: ["GET /api/collections", { query: { view } }, "pages"],
    queryFn: ({ pageParam, signal }) =>
      call("GET /api/collections", { query: { view, ...(pageParam && { cursor: pageParam }) } }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export interface EntryList {
  section: string | null;
  state: "in" | "waiting";
}

/** The entries of a section in their order, or those that wait, page by page. */
export const useEntryPages = (id: string, { section, state }: EntryList) =>
  useInfiniteQuery({
    queryKey: ["GET /api/collections/{id}/entries", { params: { id }, query: { section, state } }, "pages"],
    queryFn: ({ pageParam, signal }) =>
      call(
        "GET /api/collections/{id}/entries",
        {
          params: { id },
          query: { state, ...(section && { section }), ...(pageParam && { cursor: pageParam }) },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
