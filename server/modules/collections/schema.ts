import { z } from "zod";
import { cursor, id, instant, limit, pageOf, writtenLine, writtenText } from "../../http/shapes.ts";
import { PersonReference } from "../identity/schema.ts";
import { ResourceCard } from "../resources/schema.ts";
import { UnitReference } from "../units/schema.ts";

const title = writtenLine.min(1).max(200);
const summary = writtenText.max(2000);
const sectionId = id<"collection-section">();

export const CollectionState = z.enum(["draft", "waiting", "curated", "declined"]).meta({
  description: "draft: a proposal that only its proposer sees; waiting: submitted to those who curate.",
});

const cardFields = {
  id: id<"collection">(),
  title: z.string(),
  summary: z.string(),
  unit: UnitReference,
  state: CollectionState,
  isRemoved: z.boolean(),
  proposer: PersonReference,
  entryCount: z.int().meta({ description: "Of the resources that the caller may see." }),
  sectionCount: z.int(),
  createdAt: instant,
  submittedAt: instant.nullable(),
  decidedBy: PersonReference.nullable(),
  decidedAt: instant.nullable(),
  reason: z.string().meta({ description: "Why it was declined." }),
};
export const CollectionCard = z.object(cardFields).meta({ id: "CollectionCard" });

export const UnitChoice = UnitReference.extend({
  canCurate: z.boolean(),
}).meta({ id: "CollectionUnitChoice", description: "Where the caller may make or propose collections." });

export const CollectionQuery = z.strictObject({
  view: z.enum(["curated", "mine", "waiting"]).default("curated").meta({
    description: "mine: what the caller proposed; waiting: what the caller may decide.",
  }),
  q: writtenLine.max(100).optional().meta({ description: "Words of the title." }),
  cursor: cursor.optional(),
  limit: limit(100, 30),
});
export type CollectionQuery = z.output<typeof CollectionQuery>;

export const CollectionPage = pageOf(CollectionCard)
  .extend({
    units: z.array(UnitChoice),
    can: z.object({ curate: z.boolean().meta({ description: "Whether the caller curates anywhere." }) }),
  })
  .meta({ id: "CollectionPage" });

export const CollectionSection = z
  .object({
    id: sectionId,
    parentId: sectionId.nullable(),
    title: z.string(),
    summary: z.string(),
    entryCount: z.int().meta({ description: "Directly in it, of those that the caller may see." }),
  })
  .meta({ id: "CollectionSection" });

export const Collection = z
  .object({
    ...cardFields,
    revision: z.int().nullable().meta({ description: "For who may change it." }),
    sections: z.array(CollectionSection).meta({ description: "Each before what is below it, in order." }),
    directCount: z.int().meta({ description: "Entries in no section." }),
    waitingCount: z.int().meta({
      description: "Resources that wait to be let in: all for who curates, for others their own.",
    }),
    units: z.array(UnitChoice).meta({ description: "Where it could be proposed instead." }),
    can: z.object({
      edit: z.boolean(),
      proposeEntry: z.boolean(),
      remove: z.boolean(),
      restore: z.boolean(),
      take: z.array(CollectionState).meta({ description: "States that the caller may take it to." }),
    }),
  })
  .meta({ id: "Collection" });

export const NewCollection = z
  .strictObject({
    unitId: id<"unit">().meta({ description: "A campus or a group." }),
    title,
    summary: summary.optional(),
    asProposal: z.boolean().optional().meta({ description: "Also where the caller curates." }),
  })
  .meta({ id: "NewCollection" });
export type NewCollection = z.output<typeof NewCollection>;

const namesAField = (change: object) => Object.values(change).some((value) => value !== undefined);

export const CollectionEdit = z
  .strictObject({ title: title.optional(), summary: summary.optional(), unitId: id<"unit">().optional() })
  .refine(namesAField, "Name at least one field.")
  .meta({ id: "CollectionEdit" });
export type CollectionEdit = z.output<typeof CollectionEdit>;

export const StateChange = z
  .strictObject({
    state: CollectionState,
    reason: writtenText.max(500).optional().meta({ description: "Needed where it is declined." }),
  })
  .meta({ id: "CollectionStateChange" });
export type StateChange = z.output<typeof StateChange>;

const place = {
  parentId: sectionId.nullable().optional().meta({ description: "null: directly below the collection." }),
  afterId: sectionId.nullable().optional().meta({ description: "null: the first; absent: the last." }),
};

export const NewSection = z
  .strictObject({ title, summary: summary.optional(), ...place })
  .meta({ id: "NewCollectionSection" });
export type NewSection = z.output<typeof NewSection>;

export const SectionEdit = z
  .strictObject({ title: title.optional(), summary: summary.optional(), ...place })
  .refine(namesAField, "Name at least one field.")
  .meta({ id: "CollectionSectionEdit" });
export type SectionEdit = z.output<typeof SectionEdit>;

export const EntryPlace = z
  .strictObject({
    sectionId: sectionId.nullable().optional().meta({ description: "null: in no section." }),
    afterId: id<"resource">()
      .nullable()
      .optional()
      .meta({ description: "The resource that it comes after; null: the first; absent: the last." }),
  })
  .meta({ id: "CollectionEntryPlace" });
export type EntryPlace = z.output<typeof EntryPlace>;

export const EntryQuery = z.strictObject({
  section: sectionId.optional().meta({ description: "Without it, what is in no section." }),
  state: z.enum(["in", "waiting"]).default("in").meta({
    description: "waiting: what waits to be let in, whatever its section.",
  }),
  cursor: cursor.optional(),
  limit: limit(100, 50),
});
export type EntryQuery = z.output<typeof EntryQuery>;

export const EntryPage = pageOf(
  z
    .object({
      resource: ResourceCard,
      sectionId: sectionId.nullable(),
      addedBy: PersonReference,
      addedAt: instant,
    })
    .meta({ id: "CollectionEntry" }),
).meta({ id: "CollectionEntryPage" });

export const CollectionsOfResource = z
  .object({ items: z.array(CollectionCard) })
  .meta({ id: "CollectionsOfResource" });

export const GatheredFolders = z
  .strictObject({
    campusId: id<"unit">()
      .optional()
      .meta({ description: "One of the caller's campuses, to which it is proposed." }),
    folders: z
      .array(
        z.strictObject({
          path: z.string().min(1).max(4000).meta({ description: "Folders from the top, parted by /." }),
          resources: z.array(id<"resource">()).min(1).max(500),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: "GatheredFolders" });
export type GatheredFolders = z.output<typeof GatheredFolders>;

export const FolderProposals = z
  .object({
    items: z.array(
      z.object({
        id: id<"collection">(),
        title: z.string(),
        state: CollectionState,
        addedCount: z.int(),
      }),
    ),
  })
  .meta({ id: "FolderProposals" });
