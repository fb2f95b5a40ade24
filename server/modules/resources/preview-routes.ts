import { z } from "zod";
import { publicActor } from "../../actor.ts";
import { asActor } from "../../context.ts";
import { sendFile } from "../../http/download.ts";
import { anyone, type Endpoint, endpoint } from "../../http/endpoint.ts";
import { openEventStream } from "../../http/event-stream.ts";
import { id } from "../../http/shapes.ts";
import { callerOf, createStreamLimit, type StreamLimits } from "../../http/stream-limit.ts";
import { tellChanges, tellOnce } from "../../http/tell-changes.ts";
import { resolveActor } from "../identity/index.ts";
import { awaitPreview, getPicture, getPreview } from "./get-preview.ts";
import { PictureSizeShape, Preview } from "./preview-schema.ts";

const fileParams = z.object({ id: id<"resource">(), fileId: id<"file">() });
const pictureParams = fileParams.extend({
  page: z.coerce.number().int().min(1).max(1_000_000),
  size: PictureSizeShape,
});

/** Each looks into the database once a second; a browser keeps six connections. */
export const previewStreams: StreamLimits = { inAll: 200, each: 12 };

export const previewEndpoints = (streams = createStreamLimit(previewStreams)): Endpoint[] => [
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
      const leave = streams.enter(callerOf(ctx, request));
      const stream = openEventStream(request, response);
      const look = async () => {
        const credentials = { cookie: request.get("cookie"), apiKey: request.get("x-api-key") };
        const actor = (await resolveActor(ctx, credentials)) ?? publicActor;
        return getPreview(asActor(ctx, actor), params.id, params.fileId);
      };
      const isLast = ({ status }: typeof first) => status !== "waiting";
      if (leave) await tellChanges(stream, "preview", first, look, isLast).finally(leave);
      else tellOnce(stream, "preview", first);
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
