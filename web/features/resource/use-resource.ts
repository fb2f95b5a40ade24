import { useApi } from "../../api/use-api.ts";

const pauseMs = 4000;

/** A resource, or its draft; asked again while the text of one of its files is still being read. */
export const useResource = (id: string, isDraft: boolean) =>
  useApi(
    "GET /api/resources/{id}",
    { params: { id }, query: isDraft ? { draft: "true" } : {} },
    {
      askAgain: (resource) =>
        resource?.status === "published" &&
        resource.files.some(({ text }) => text.status === "waiting") &&
        pauseMs,
    },
  );
