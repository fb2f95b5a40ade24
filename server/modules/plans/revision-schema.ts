import { z } from "zod";
import { instant, pageOf } from "../../http/shapes.ts";
import { PersonReference } from "../identity/schema.ts";
import { PlanHeader, RowChange, rowTitles } from "./schema.ts";

export const Publication = z
  .strictObject({
    note: z.string().trim().max(500).default("").meta({ description: "What is new, for the campuses." }),
  })
  .meta({ id: "PlanPublication" });

export const PlanRevision = z
  .object({
    number: z.int(),
    title: z.string(),
    note: z.string(),
    publishedBy: PersonReference,
    publishedAt: instant,
    rowCount: z.int(),
  })
  .meta({ id: "PlanRevision" });

export const PlanComparison = z
  .object({ before: PlanHeader, after: PlanHeader, rows: z.array(RowChange), ...rowTitles })
  .meta({ id: "PlanComparison" });

/** What an event of a plan may say beside its kind. */
export const PlanEventData = RowChange.partial().extend({
  reason: z.string().optional(),
  number: z.int().optional(),
  changes: z
    .array(RowChange)
    .optional()
    .meta({ description: "Of a pull and of its undoing: the rows that it changed." }),
  header: PlanHeader.partial().optional(),
});
export const PlanEvent = z
  .object({
    kind: z.string().meta({ description: "plan.created, plan.row-changed, plan.published …" }),
    at: instant,
    by: PersonReference.nullable(),
    data: PlanEventData,
  })
  .meta({ id: "PlanEvent" });
export const PlanHistory = pageOf(PlanEvent).extend(rowTitles).meta({ id: "PlanHistory" });
