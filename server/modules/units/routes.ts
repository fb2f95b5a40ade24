import { z } from "zod";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { listVisibleUnits } from "./list-visible-units.ts";
import { Unit } from "./schema.ts";
import { unitView } from "./view.ts";

export const unitEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/units",
    summary: "The units that the caller may know of, from the top down",
    access: signedIn("unit.list"),
    reply: z.object({ items: z.array(Unit) }),
    handle: async (ctx) => ({ items: (await listVisibleUnits(ctx)).map(unitView) }),
  }),
];
