import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { addressOf } from "../../api/client.ts";
import type { Preview } from "../../api/types.ts";
import { useApi, useRefreshResources } from "../../api/use-api.ts";

const operation = "GET /api/resources/{id}/files/{fileId}/preview";

/** The pictures of a file; while they are made, every change as the server tells it. */
export const usePreview = (resourceId: string, fileId: string) => {
  const params = { id: resourceId, fileId };
  const query = useApi(operation, { params }, { staleTime: Number.POSITIVE_INFINITY });
  const client = useQueryClient();
  const refresh = useRefreshResources();
  // Without a job there is nothing to be told.
  const isUnderWay = query.data?.status === "waiting" && query.data.stage !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the client and what it refreshes stay the same.
  useEffect(() => {
    if (!isUnderWay) return;
    const ids = { id: resourceId, fileId };
    const open = () => {
      const source = new EventSource(addressOf(`${operation.slice(4)}-events`, ids));
      source.addEventListener("preview", ({ data }) => {
        const preview = JSON.parse(data) as Preview;
        client.setQueryData([operation, { params: ids }], preview);
        if (preview.status === "waiting") return;
        source.close();
        void refresh();
      });
      return source;
    };
    // A browser has six connections to a server for all its tabs: those that nobody looks at keep none.
    let source: EventSource | null = null;
    const follow = () => {
      source?.close();
      source = document.hidden ? null : open();
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      source?.close();
    };
  }, [isUnderWay, resourceId, fileId]);
  return query;
};
