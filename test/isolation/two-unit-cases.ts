import { unitOf } from "../support/world.ts";
import type { Case } from "./two-id-cases.ts";

export const unitCases: Case[] = [
  {
    as: "group1.lead",
    what: "a unit moved below a foreign one",
    send: (id) => ["post", `/api/units/${unitOf("sanxiao").id}/move`, { parentId: id }],
    ids: () => [unitOf("group2").id, unitOf("longnan").id],
    status: 404,
  },
  {
    as: "group1.lead",
    what: "a foreign unit moved below one's own",
    send: (id) => ["post", `/api/units/${id}/move`, { parentId: unitOf("group1").id }],
    ids: () => [unitOf("erxiao").id, unitOf("hongqi").id],
    status: 404,
  },
  {
    as: "group1.lead",
    what: "a unit below a foreign one",
    send: (id) => ["post", "/api/units", { parentId: id, kind: "campus", name: "新" }],
    ids: () => [unitOf("group2").id, unitOf("longnan").id],
    status: 404,
  },
];
