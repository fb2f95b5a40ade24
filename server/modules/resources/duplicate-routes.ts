import { z } from "zod";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { ResourceDuplicates } from "./duplicate-schema.ts";
import { getResourceDuplicates } from "./find-duplicates.ts";
import { resourceParams } from "./routes.ts";

export const duplicateEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/resources/:id/duplicates",
    summary: "Published resources whose files are the same as this one's, or whose text nearly is",
    access: signedIn("resource.edit"),
    params: resourceParams,
    query: z.strictObject({ draft: z.enum(["true", "false"]).default("false") }),
    reply: ResourceDuplicates,
    handle: (ctx, { params, query }) =>
      getResourceDuplicates(ctx, params.id, query.draft === "true" ? "draft" : "current"),
  }),
];
