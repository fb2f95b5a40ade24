import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { listQuarantined } from "./list-quarantined.ts";
import { Quarantine } from "./quarantine-schema.ts";

export const quarantineEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/quarantine",
    summary:
      "Files found to hold malware, or that could not be scanned: the own ones, and of campuses that the caller leads",
    access: signedIn("quarantine.list"),
    reply: Quarantine,
    handle: (ctx) => listQuarantined(ctx),
  }),
];
