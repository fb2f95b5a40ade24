import { z } from "zod";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { listQuarantined } from "./list-quarantined.ts";
import { Quarantine, QuarantineQuery } from "./quarantine-schema.ts";
import { releaseQuarantined } from "./release-quarantined.ts";

export const quarantineEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/quarantine",
    summary:
      "Files found to hold malware, or that could not be scanned: the own ones, and those that the caller looks after",
    access: signedIn("quarantine.list"),
    query: QuarantineQuery,
    reply: Quarantine,
    handle: (ctx, { query }) => listQuarantined(ctx, query),
  }),
  endpoint({
    method: "post",
    path: "/api/quarantine/:fileId/release",
    summary:
      "Give a quarantined file all the same, for a bureau's administrator who holds the alarm for false",
    access: signedIn("quarantine.release"),
    params: z.object({ fileId: id<"file">() }),
    async handle(ctx, { params }) {
      await releaseQuarantined(ctx, params.fileId);
    },
  }),
];
