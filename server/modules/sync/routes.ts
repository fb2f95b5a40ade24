import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { listChanges } from "./list-changes.ts";
import { ChangesPage, ChangesQuery } from "./schema.ts";

export const syncEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/sync/changes",
    summary:
      "What a program that keeps a copy has to fetch or to forget; 410 sync.start-anew: begin without `since`",
    access: signedIn("sync.read-changes"),
    query: ChangesQuery,
    reply: ChangesPage,
    isConditional: true,
    handle: (ctx, { query }) => listChanges(ctx, query),
  }),
];
