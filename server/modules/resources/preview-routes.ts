import { z } from "zod";
import { publicActor } from "../../actor.ts";
import { asActor } from "../../context.ts";
import { sendFile } from "../../http/download.ts";
import { anyone, type Endpoint, endpoint } from "../../http/endpoint.ts";
import { openEventStream } from "../../http/event-stream.ts";
import { id } from "../../http/shapes.ts";
import { resolveActor } from "../identity/index.ts";
import { followPreview } from "./follow-preview.ts";
import { awaitPreview, getPicture, getPreview } from "./get-preview.ts";
import { PictureSizeShape, Preview } from "./preview-schema.ts";

const fileParams = z.object({ id: id<"resource">(), fileId: id<"file">() });
const pictureParams = fileParams.extend({
  page: z.coerce.number().int().min(1).max(1_000_000),
  size: PictureSizeShape,
});

export const previewEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/resources/:id/files/:fileId/preview",
    summary: "Whether there are pictures of a file's pages, and of which, or why there are none",
    access: anyone("resource.read"),
    params: fileParams,
    reply: Preview,
    handle: (ctx, { params }) => getPreview(ctx, params.id, params.fileId),
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id/files/:fileId/preview-events",
    summary: "The same as server-sent events named preview, until it is ready or will not come",
    access: anyone("resource.read"),
    params: fileParams,
    sends: "bytes",
    async handle(ctx, { params, request, response }) {
      const first = await awaitPreview(ctx, params.id, params.fileId);
      await followPreview(openEventStream(request, response), first, async () => {
        const credentials = { cookie: request.get("cookie"), apiKey: request.get("x-api-key") };
        const actor = (await resolveActor(ctx, credentials)) ?? publicActor;
        return getPreview(asActor(ctx, actor), params.id, params.fileId);
      });
    },
  }),
  endpoint({
    method: "get",
    path: "/api/resources/:id/files/:fileId/preview/:page/:size",
    summary: "The picture of a page as WebP",
    access: anyone("resource.read"),
    params: pictureParams,
    sends: "bytes",
    async handle(ctx, { params, request, response }) {
      const { page, size } = params;
      const { packSha256, start, sizeBytes } = await getPicture(ctx, params.id, params.fileId, {
        page,
        size,
      });
      await sendFile(request, response, {
        etag: `"${packSha256}-${start}"`,
        sizeBytes,
        contentType: "image/webp",
        contentDisposition: "inline",
        send: (range, destination) =>
          ctx.blobs.send(packSha256, { start: start + range.start, end: start + range.end }, destination),
      });
    },
  }),
];
