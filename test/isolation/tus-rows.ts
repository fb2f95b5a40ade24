import { newId, type UnitId, type UploadId } from "../../server/ids.ts";
import { beginResumable } from "../../server/modules/resources/begin-resumable.ts";
import { unitOf } from "../support/world.ts";
import type { Row } from "./aim-at-resources.ts";

const tus = { "Tus-Resumable": "1.0.0" };
const metadata = "filename aS5tcDQ=";
const piece = { ...tus, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream" };
const size = { "Upload-Length": "5", "Upload-Metadata": metadata };

/** One on its way, of which nothing has come. */
const onResumable =
  (headers: Record<string, string>, text?: string): Row["send"] =>
  async ({ author }) => {
    const id = newId() as UploadId;
    const campusId = unitOf("sanxiao").id as UnitId;
    await beginResumable(author, { id, campusId, sizeBytes: 100, metadata });
    await author.blobs.partials.create(id, 100);
    return { path: `/api/uploads/tus/${id}`, headers, ...(text ? { text } : {}) };
  };

/** What each caller is answered about resumable uploads. */
export const tusRows = (statuses: {
  makers: string;
  ownOnly: (status: number) => string;
}): Record<string, Row> => ({
  "OPTIONS /api/uploads/tus": {
    send: () => ({ path: "/api/uploads/tus" }),
    statuses: "204 204 204 204 204 204 204 204 204 204 204",
  },
  "POST /api/uploads/tus": {
    send: () => ({ path: "/api/uploads/tus", headers: { ...tus, ...size } }),
    statuses: statuses.makers,
  },
  "HEAD /api/uploads/tus/:id": { send: onResumable(tus), statuses: statuses.ownOnly(200) },
  "PATCH /api/uploads/tus/:id": { send: onResumable(piece, "一段素材"), statuses: statuses.ownOnly(204) },
  "DELETE /api/uploads/tus/:id": { send: onResumable(tus), statuses: statuses.ownOnly(204) },
});
