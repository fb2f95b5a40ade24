import { z } from "zod";
import { id, instant } from "../../http/shapes.ts";
import { PersonReference } from "../identity/schema.ts";
import { UnitReference } from "../units/schema.ts";
import { ScanState } from "./scan-schema.ts";

/** How many the list holds; whoever has more begins with these. */
export const mostQuarantined = 200;

export const QuarantinedFile = z
  .object({
    name: z.string(),
    scan: ScanState,
    foundAt: instant,
    author: PersonReference,
    campus: UnitReference,
    isOwn: z.boolean(),
    resource: z.object({ id: id<"resource">(), title: z.string() }).nullable().meta({
      description: "Null where the caller may not see it: a lead learns of a draft's file, not of the draft.",
    }),
  })
  .meta({ id: "QuarantinedFile" });

export const Quarantine = z
  .object({
    items: z.array(QuarantinedFile).meta({ description: `The latest ${mostQuarantined}, latest first.` }),
  })
  .meta({
    id: "Quarantine",
    description:
      "Infected and unscannable files in drafts and current versions: the caller's own, and of campuses led.",
  });
