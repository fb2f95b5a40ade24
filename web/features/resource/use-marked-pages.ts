import { useApi } from "../../api/use-api.ts";
import type { Asked } from "./use-passages.ts";

/** Where a question's words stand on a file's pictures; nothing is asked without a question, or where it is not `wanted`. */
export const useMarkedPages = (resourceId: string, fileId: string, { q, literal }: Asked, wanted = true) =>
  useApi(
    "GET /api/resources/{id}/files/{fileId}/marked-pages",
    { params: { id: resourceId, fileId }, query: { q, ...(literal.length > 0 && { literal }) } },
    { enabled: wanted && q !== "", staleTime: Number.POSITIVE_INFINITY },
  );
