import { useApi } from "../../api/use-api.ts";

const pauseMs = 4000;

/** A resource, or its draft; asked again while one of its files waits for its scan, or its text is still being read. */
export const useResource = (id: string, isDraft: boolean) =>
  useApi(
    "GET /api/resources/{id}",
    { params: { id }, query: isDraft ? { draft: "true" } : {} },
    {
      askAgain: (resource) =>
        resource?.files.some(
          ({ scan, text }) =>
            scan.status === "waiting" || (resource.status === "published" && text.status === "waiting"),
        ) === true && pauseMs,
    },
  );
