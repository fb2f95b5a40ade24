import { addressOf } from "../../api/client.ts";

export type PictureSize = "thumbnail" | "view" | "screen";

/** The address of a page's picture. */
export const pictureAddress = (resourceId: string, fileId: string, page: number, size: PictureSize): string =>
  addressOf("/api/resources/{id}/files/{fileId}/preview/{page}/{size}", {
    id: resourceId,
    fileId,
    page,
    size,
  });
