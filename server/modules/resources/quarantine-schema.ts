import { z } from "zod";
import { cursor, id, instant, limit, pageOf } from "../../http/shapes.ts";
import { PersonReference } from "../identity/schema.ts";
import { UnitReference } from "../units/schema.ts";
import { ScanState } from "./scan-schema.ts";

export const QuarantineQuery = z.strictObject({ cursor: cursor.optional(), limit: limit(100, 20) });

export const QuarantinedFile = z
  .object({
    fileId: id<"file">(),
    name: z.string(),
    scan: ScanState,
    foundAt: instant,
    author: PersonReference,
    campus: UnitReference,
    isOwn: z.boolean(),
    resource: z.object({ id: id<"resource">(), title: z.string() }).nullable().meta({
      description: "Null where the caller may not see it: a lead learns of a draft's file, not of the draft.",
    }),
    can: z.object({ release: z.boolean() }),
  })
  .meta({ id: "QuarantinedFile" });

export const Quarantine = pageOf(QuarantinedFile)
  .extend({ total: z.int().meta({ description: "On all pages; 0 behind the last one." }) })
  .meta({
    id: "Quarantine",
    description:
      "Infected and unscannable files in drafts and current versions, latest first: the caller's own, of campuses led, " +
      "and of all below a bureau administered.",
  });
