import { z } from "zod";
import { id, instant } from "../../http/shapes.ts";
import { PersonReference } from "../identity/schema.ts";
import { UnitReference } from "../units/schema.ts";
import { PeriodNotice } from "./period-schema.ts";
import { PlanRevision } from "./revision-schema.ts";
import {
  PlanCard,
  PlanHeader,
  partialRow,
  RowChange,
  rowFieldName,
  rowId,
  rowTitles,
  Upstream,
} from "./schema.ts";

export const Adoption = z
  .strictObject({ campusId: id<"unit">().meta({ description: "The campus whose copy it will be." }) })
  .meta({ id: "PlanAdoption" });

const conflictField = z.enum([...rowFieldName.exclude(["weeks", "order"]).options, "place", "row"]);
export const PlanConflict = z
  .object({
    rowId,
    field: conflictField.meta({
      description: "place: weeks and order; row: one side dropped what the other changed.",
    }),
    base: partialRow.meta({ description: "What the copy took last; null where the row was not there." }),
    theirs: partialRow.meta({ description: "The upstream's; null where it dropped the row." }),
    ours: partialRow.meta({ description: "The copy's; null where it dropped the row." }),
  })
  .meta({ id: "PlanConflict" });

const side = z.enum(["ours", "theirs"]);
const revisionNumber = z.int().min(1).max(2_000_000_000);
export const PullOrder = z
  .strictObject({
    to: revisionNumber.meta({ description: "The revision that was previewed." }),
    choices: z
      .array(z.strictObject({ rowId, field: conflictField, take: side }))
      .max(5000)
      .default([]),
    rule: side.nullable().default(null).meta({ description: "Settles the conflicts that no choice names." }),
  })
  .meta({ id: "PlanPullOrder" });
export type PullOrder = z.infer<typeof PullOrder>;

export const PullPreview = z
  .object({
    from: z.int(),
    to: z.int(),
    revisions: z.array(PlanRevision).meta({ description: "Those that the pull takes, newest first." }),
    heading: z
      .object({ before: PlanHeader, after: PlanHeader })
      .meta({ description: "The copy's, and the upstream's, which the pull takes over." }),
    changes: z
      .array(RowChange)
      .meta({ description: "What becomes of the copy; at a conflict it stays as it is." }),
    conflicts: z.array(PlanConflict),
    rowCount: z.int().meta({ description: "How many rows it makes; at a conflict as the copy has it." }),
    mostRows: z.int().meta({ description: "A pull that makes more than these is refused: plan.full." }),
    ...rowTitles,
    corrections: z.array(rowId).meta({ description: "Rows that the group calls important corrections." }),
    revision: z.int().meta({ description: "Of the copy: goes into If-Match when the pull is confirmed." }),
  })
  .meta({ id: "PlanPullPreview" });

export const Pinning = z.strictObject({ isPinned: z.boolean() }).meta({ id: "PlanPinning" });

const PlanDifference = RowChange.extend({ reason: z.string().nullable() }).meta({
  id: "PlanDifference",
});

export const PlanDifferences = z
  .object({
    items: z.array(PlanDifference),
    corrections: z.array(rowId).meta({
      description: "Important corrections, of the revision taken last, that the copy does not have.",
    }),
    ...rowTitles,
  })
  .meta({ id: "PlanDifferences" });

/** How one copy follows its plan. */
const DriftFigures = z.object({
  copyId: id<"plan">().nullable().meta({ description: "Null where the campus has not adopted the plan." }),
  upstream: Upstream.nullable(),
  added: z.int(),
  dropped: z.int(),
  changed: z.int(),
  differsSince: instant.nullable().meta({ description: "Since when the first row of those differs." }),
  missingCorrections: z.int().meta({
    description:
      "Important corrections of the plan's last revision that the copy's rows do not have, refused ones included.",
  }),
});

/** How one campus follows a plan. */
export const CampusDrift = DriftFigures.extend({ campus: UnitReference }).meta({ id: "CampusDrift" });

export const UnitDrift = z
  .object({
    unit: UnitReference,
    term: z.string(),
    campuses: z.array(UnitReference),
    plans: z.array(PlanCard),
    periodNotices: z
      .array(z.object({ planId: id<"plan">(), notice: PeriodNotice }))
      .meta({ description: "Of the plans whose periods are not as they ought to be." }),
    copies: z
      .array(DriftFigures.extend({ planId: id<"plan">(), campusId: id<"unit">() }))
      .meta({ description: "One for each campus that has adopted a plan." }),
  })
  .meta({ id: "UnitDrift" });

/** One taking of a newer revision. */
export const PlanPull = z
  .object({
    from: z.int(),
    to: z.int(),
    rowCount: z.int().meta({ description: "Rows that it changed." }),
    pulledBy: PersonReference,
    pulledAt: instant,
    undoneAt: instant.nullable(),
    canUndo: z.boolean(),
  })
  .meta({ id: "PlanPull" });
