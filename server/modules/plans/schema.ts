import { z } from "zod";
import { cursor, id, instant, limit, listOf, pageOf, writtenLine, writtenText } from "../../http/shapes.ts";
import { schoolTerm } from "../resources/schema.ts";
import { UnitReference } from "../units/schema.ts";

export const key = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/);
const line = (most: number) => writtenLine.max(most);
const text = (most: number) => writtenText.max(most);
/** A term has some 20 teaching weeks; the longest seen in practice, with exam weeks, stay well below this. */
export const mostWeeks = 30;
const week = z.int().min(1).max(mostWeeks);

export const WeekSpan = z
  .strictObject({ first: week, last: week })
  .refine(({ first, last }) => first <= last, "The last week must not come before the first.")
  .meta({ id: "WeekSpan", description: "Teaching weeks of the term, both included; often the same." });

export const RowLink = z
  .strictObject({
    resourceId: id<"resource">(),
    versionNumber: z.int().min(1).max(2_000_000_000).nullable().meta({
      description: "One version for good; null follows the resource.",
    }),
  })
  .meta({ id: "RowLink" });
export type RowLink = z.output<typeof RowLink>;

/** Of one row. */
export const mostLinks = 20;

/** What people write in a row. */
const rowShapes = {
  weeks: WeekSpan,
  unit: line(200),
  lesson: line(200),
  textbookNodeId: z.uuid().toLowerCase().nullable(),
  content: text(2000),
  periods: z.int().min(0).max(60),
  homework: text(1000),
  equipment: text(1000),
  notes: text(2000),
  links: z
    .array(RowLink)
    .max(mostLinks)
    .refine(
      (links) => new Set(links.map(({ resourceId }) => resourceId)).size === links.length,
      "A row links a resource once.",
    ),
  isCorrection: z.boolean().meta({ description: "An important correction: campuses are urged to take it." }),
};

const order = z.string().meta({ description: "Sorts the rows of one week, by code units." });
const RowFields = z.object({ ...rowShapes, order });
export type RowFields = z.output<typeof RowFields>;

/** The fields that are compared one by one. */
export const rowFieldNames = [...Object.keys(rowShapes), "order"] as (keyof RowFields)[];
export const rowFieldName = z.enum([...Object.keys(rowShapes), "order"] as [keyof RowFields]);

export const rowId = id<"plan-row">();
export const PlanRow = RowFields.extend({ id: rowId }).meta({ id: "PlanRow" });
export type PlanRow = z.output<typeof PlanRow>;

const afterRowId = rowId
  .nullable()
  .optional()
  .meta({ description: "The row of the same week that it comes after; null: the week's first." });
const reason = text(500)
  .min(1)
  .optional()
  .meta({ description: "Needed where a copy's row begins to differ from its upstream." });

const givenRow = z.object(rowShapes).partial().shape;
export const NewRow = z
  .strictObject({ ...givenRow, weeks: WeekSpan, afterRowId, reason })
  .meta({ id: "NewPlanRow" });
export type NewRow = z.infer<typeof NewRow>;

export const RowEdit = z
  .strictObject({ ...givenRow, afterRowId, reason })
  .refine(
    ({ reason: _, ...change }) => Object.values(change).some((value) => value !== undefined),
    "Name at least one field.",
  )
  .meta({ id: "PlanRowEdit" });
export type RowEdit = z.infer<typeof RowEdit>;

export const RowDrop = z.strictObject({ reason }).meta({ id: "PlanRowDrop" });

export const partialRow = PlanRow.partial().nullable();

const LinkTitles = z
  .array(z.object({ resourceId: id<"resource">(), title: z.string() }))
  .meta({ id: "PlanLinkTitles", description: "Of the linked resources that the reader may see." });

const LessonTitles = z
  .array(
    z.object({
      textbookNodeId: z.uuid(),
      titles: z.array(z.string()).meta({ description: "Unit and lesson; of a whole textbook its own." }),
      issueYear: z.int().nullable(),
    }),
  )
  .meta({ id: "PlanLessonTitles", description: "Of the textbooks' lessons that the vocabulary still has." });

/** What stands behind the ids in changed rows, in words. */
export const rowTitles = { linkTitles: LinkTitles, lessonTitles: LessonTitles };
export const RowTitles = z.object(rowTitles);

export const RowChange = z
  .object({
    rowId,
    change: z.enum(["added", "dropped", "changed"]),
    fields: z.array(rowFieldName).meta({ description: "Of a changed row." }),
    before: partialRow,
    after: partialRow.meta({
      description: "The changed fields, or the whole row; null where there is none.",
    }),
  })
  .meta({ id: "PlanRowChange" });
export type RowChange = z.output<typeof RowChange>;

const headerShapes = {
  title: line(200).min(1),
  edition: key.nullable(),
  volume: key.nullable(),
  periodsPerWeek: z.int().min(1).max(40),
};
const identityShapes = { term: schoolTerm, subject: key, grade: key };
export const PlanHeader = z.object({ ...identityShapes, ...headerShapes });
export type PlanHeader = z.output<typeof PlanHeader>;

/** A row without a place of its own: it comes after those before it. */
export const GivenRow = z.strictObject({ ...givenRow, weeks: WeekSpan }).meta({ id: "GivenPlanRow" });
export type GivenRow = z.output<typeof GivenRow>;

export const NewPlan = z
  .strictObject({
    unitId: id<"unit">().meta({ description: "The group or campus whose plan it will be." }),
    ...identityShapes,
    ...headerShapes,
    edition: headerShapes.edition.optional(),
    volume: headerShapes.volume.optional(),
    rows: z.array(GivenRow).max(500).optional(),
  })
  .meta({ id: "NewPlan" });
export type NewPlan = z.infer<typeof NewPlan>;

export const PlanEdit = z
  .strictObject(z.object(headerShapes).partial().shape)
  .refine((change) => Object.values(change).some((value) => value !== undefined), "Name at least one field.")
  .meta({ id: "PlanEdit" });
export type PlanEdit = z.infer<typeof PlanEdit>;

export const Upstream = z
  .object({
    status: z.enum(["following", "pinned", "archived", "left"]).meta({
      description: "archived: the group has put the plan aside; left: the campus is no longer in that group.",
    }),
    takenNumber: z.int().meta({ description: "The revision that the copy took last." }),
    takenAt: instant,
    latestNumber: z.int().nullable().meta({ description: "Null where it is not the campus's to know." }),
  })
  .meta({ id: "PlanUpstream" });

export const PlanCard = PlanHeader.extend({
  id: id<"plan">(),
  unit: UnitReference,
  status: z.enum(["draft", "published", "copy", "archived"]),
  currentNumber: z.int().nullable().meta({ description: "The last published revision." }),
  upstreamId: id<"plan">().nullable().meta({ description: "The plan that a copy follows." }),
  upstream: Upstream.nullable().meta({ description: "Of a copy: what it follows, and how far." }),
  updatedAt: instant,
}).meta({ id: "PlanCard" });

export const ShownLink = RowLink.extend({
  title: z.string().nullable().meta({ description: "Null where the caller may not see it now." }),
}).meta({ id: "ShownPlanLink" });

export const ShownRow = PlanRow.extend({
  links: z.array(ShownLink),
  version: z.int().meta({ description: "Goes into If-Match when the row is changed. 0: read only." }),
  reason: z.string().nullable(),
}).meta({ id: "ShownPlanRow" });

export const Plan = PlanCard.extend({
  revision: z.int().meta({ description: 'Also the ETag: "<revision>".' }),
  shows: z.union([z.literal("live"), z.int()]).meta({
    description: "live: the rows as they are edited; a number: that published revision.",
  }),
  rows: z.array(ShownRow),
  can: z.object({
    edit: z.boolean(),
    publish: z.boolean(),
    archive: z.boolean(),
    adopt: z.array(id<"unit">()).meta({ description: "The campuses for which the caller may adopt it." }),
    pull: z.boolean(),
    oversee: z.boolean(),
  }),
}).meta({ id: "Plan" });

const schoolKeys = listOf(key);
export const PlanQuery = z.strictObject({
  view: z.enum(["current", "waiting", "drafts", "archived"]).default("current").meta({
    description:
      "waiting: copies for which their group has a newer revision; drafts: those never published; archived: those put aside; all three for who writes them.",
  }),
  term: listOf(schoolTerm),
  subject: schoolKeys,
  grade: schoolKeys,
  unit: listOf(id<"unit">()),
  cursor: cursor.optional(),
  limit: limit(500, 20),
});
export type PlanQuery = z.infer<typeof PlanQuery>;
export const PlanPage = pageOf(PlanCard)
  .extend({
    can: z.object({
      create: z.array(id<"unit">()).meta({ description: "Where the caller writes plans." }),
      oversee: z
        .boolean()
        .meta({ description: "Whether the caller sees how campuses follow a group's plans." }),
    }),
  })
  .meta({ id: "PlanPage" });
