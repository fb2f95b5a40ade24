import { resourceOrDraft } from "../../api/page-inputs.ts";
import { useApi } from "../../api/use-api.ts";

const pauseMs = 4000;

/** A resource, or its draft; asked again while one of its files waits for its scan, or its text is still being read. */
export const useResource = (id: string, isDraft: boolean) =>
  useApi("GET /api/resources/{id}", resourceOrDraft(id, isDraft), {
    askAgain: (resource) =>
      resource?.files.some(
        ({ scan, text }) =>
          scan.status === "waiting" || (resource.status === "published" && text.status === "waiting"),
      ) === true && pauseMs,
  });
