import { z } from "zod";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { getUnpacking, requestUnpacking } from "./unpack-upload.ts";
import { Unpacking, UnpackingQuery } from "./unpacking-schema.ts";

const params = z.object({ id: id<"upload">() });

export const unpackingEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/uploads/:id/unpacking",
    summary: "Have a zip file of one's own unpacked into uploads; the indexer does it",
    access: signedIn("upload.unpack"),
    params,
    reply: Unpacking,
    status: 202,
    handle: (ctx, { params }) => requestUnpacking(ctx, params.id),
  }),
  endpoint({
    method: "get",
    path: "/api/uploads/:id/unpacking",
    summary: "How far the unpacking is, and what came out of the zip file so far",
    access: signedIn("upload.read"),
    params,
    query: UnpackingQuery,
    reply: Unpacking,
    handle: (ctx, { params, query }) => getUnpacking(ctx, params.id, query.after),
  }),
];
