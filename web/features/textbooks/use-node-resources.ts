import { useInfiniteQuery } from "@tanstack/react-query";
import { call } from "../../api/client.ts";

/** What is shared for a textbook, unit or lesson and all below it, page by page, newest first. */
export const useNodeResources = (textbookNode: string) =>
  useInfiniteQuery({
    queryKey: ["GET /api/resources", { query: { textbookNode } }, "pages"],
    queryFn: ({ pageParam, signal }) =>
      call(
        "GET /api/resources",
        { query: { textbookNode, ...(pageParam && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
