import { useQuery } from "@tanstack/react-query";
import { addressOf } from "../../api/client.ts";
import { ApiProblem, problemFrom } from "../../api/problem.ts";
import type { ResourceFile } from "../../api/types.ts";

/** What is fetched to be looked at; larger files are for downloading. */
const mostBytes = 20_000_000;

/** What of an office file the browser can show by itself. */
export const officeViewOf = ({
  mediaType,
}: Pick<ResourceFile, "mediaType">): "document" | "sheets" | null => {
  if (/wordprocessingml|ms-word\.(document|template)/.test(mediaType)) return "document";
  return /spreadsheetml|ms-excel\.(sheet|template)\.macro/i.test(mediaType) ? "sheets" : null;
};

/** A file's bytes, read into something to be shown. What is refused stays refused: the same bytes read the same. */
export const useDocument = <Shown>(
  resourceId: string,
  file: ResourceFile,
  read: (bytes: ArrayBuffer, signal: AbortSignal) => Promise<Shown>,
) =>
  useQuery({
    queryKey: ["document", resourceId, file.id],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      if (file.sizeBytes > mostBytes) throw new ApiProblem(0, "document.too-large");
      const ids = { id: resourceId, fileId: file.id };
      const address = addressOf("/api/resources/{id}/files/{fileId}", ids, { disposition: "inline" });
      const response = await fetch(address, { signal });
      if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => null));
      return read(await response.arrayBuffer(), signal);
    },
  });
