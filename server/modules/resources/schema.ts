import { z } from "zod";
import { cursor, id, instant, limit, listOf, pageOf, writtenLine, writtenText } from "../../http/shapes.ts";
import { PersonReference } from "../identity/schema.ts";
import { UnitReference } from "../units/schema.ts";
import { guessSources } from "../vocabulary/schema.ts";
import { comparison, Duplicate } from "./duplicate-schema.ts";
import { PreviewState, Thumbnail } from "./preview-schema.ts";
import { ScanState } from "./scan-schema.ts";
import { TextState } from "./text-schema.ts";

const key = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/);
const title = writtenLine.min(1).max(200);

export const schoolTerm = z
  .string()
  .regex(/^\d{4}-\d{4}-[12]$/)
  .refine(
    (term) => Number(term.slice(5, 9)) === Number(term.slice(0, 4)) + 1,
    "A school year ends in the next.",
  )
  .meta({ description: "School year and term: 2026-2027-1 is the autumn term." });

/** With whom a resource is shared: nobody, everybody, or one unit on the owner campus's ancestor line. */
export const SharedWith = z
  .union([z.enum(["private", "public"]), id<"unit">()])
  .meta({ description: '"private", "public", or the id of a unit on the owner campus\'s ancestor line.' });
export type SharedWith = z.infer<typeof SharedWith>;

/** The descriptive fields; each is null or empty where it does not apply. */
const fieldShapes = {
  title,
  summary: writtenText.max(2000),
  kind: key,
  subject: key.nullable(),
  grades: z
    .array(key)
    .max(9)
    .overwrite((grades) => [...new Set(grades)]),
  term: schoolTerm.nullable(),
  edition: key.nullable(),
  volume: key.nullable(),
  textbookNodeId: z.uuid().nullable(),
  keywords: z.array(writtenLine.min(1).max(40)).max(20),
  language: z.enum(["zh-CN", "en"]),
};

/** A file of a draft: a fresh upload of one's own, or a file that a version of this resource already has. */
export const FileChoice = z
  .union([
    z.strictObject({ uploadId: id<"upload">(), name: z.string().min(1).max(255).optional() }),
    z.strictObject({ fileId: id<"file">(), name: z.string().min(1).max(255).optional() }),
  ])
  .meta({ id: "FileChoice" });
export type FileChoice = z.infer<typeof FileChoice>;

const files = z.array(FileChoice).max(100);

/** Fields that are guessed where no person sets them. */
const guessableFields = [
  "title",
  "kind",
  "subject",
  "grades",
  "volume",
  "edition",
  "term",
  "textbookNodeId",
] as const;

/** Where a guess comes from; `none`: nothing was found yet, and no person has set the field empty. */
export const FieldGuess = z
  .strictObject({
    field: z.enum(guessableFields),
    source: z.enum([...guessSources, "last", "today", "default", "none"]),
    matched: z.string().max(400).meta({ description: "The words of the source, as written there." }),
  })
  .meta({
    id: "FieldGuess",
    description: "A field of a draft that no person has set, and where it comes from.",
  });
export type FieldGuess = z.infer<typeof FieldGuess>;

const guesses = z
  .array(FieldGuess)
  .max(guessableFields.length)
  .meta({ description: "Which of these fields no person has set; the indexer may yet guess them better." });

/** The folders that files came from, from the top. */
export const FolderPath = z.array(z.string().trim().min(1).max(255)).max(20);

export const NewResource = z
  .strictObject({ ...z.object(fieldShapes).partial().shape, title, kind: key, files: files.optional() })
  .extend({
    guesses: guesses.optional(),
    folder: FolderPath.optional(),
    campusId: id<"unit">()
      .optional()
      .meta({ description: "One of the caller's campuses; needed where there are several." }),
  })
  .meta({ id: "NewResource" });
export type NewResource = z.infer<typeof NewResource>;

export const ResourceChange = z
  .strictObject({
    ...z.object(fieldShapes).partial().shape,
    files: files.optional(),
    guesses: guesses.optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "Name at least one field.")
  .meta({ id: "ResourceChange" });
export type ResourceChange = z.infer<typeof ResourceChange>;

export const SharingChoice = z.strictObject({ sharedWith: SharedWith }).meta({ id: "SharingChoice" });
export const Adaptation = z.strictObject({ campusId: id<"unit">().optional() }).meta({ id: "Adaptation" });

export const ResourceFile = z
  .object({
    id: id<"file">(),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    text: TextState,
    preview: PreviewState,
    scan: ScanState,
  })
  .meta({ id: "ResourceFile" });

export const Sharing = z
  .object({
    level: z.enum(["private", "campus", "group", "bureau", "teaching-point", "public"]),
    unit: UnitReference.nullable(),
  })
  .meta({ id: "Sharing" });

const cardFields = {
  id: id<"resource">(),
  status: z.enum(["draft", "published", "archived"]),
  title: z.string(),
  summary: z.string(),
  kind: z.string(),
  subject: z.string().nullable(),
  grades: z.array(z.string()),
  term: z.string().nullable(),
  edition: z.string().nullable(),
  volume: z.string().nullable(),
  ownerCampus: UnitReference,
  author: PersonReference,
  sharedWith: SharedWith,
  sharing: Sharing,
  versionNumber: z.int(),
  hasDraft: z
    .boolean()
    .meta({ description: "An unpublished next version waits; shown only to those who may edit." }),
  fileCount: z.int(),
  totalSizeBytes: z.int(),
  mainMediaType: z.string().nullable(),
  thumbnail: Thumbnail.nullable(),
  adaptationCount: z.int().meta({
    description: "Adaptations that others than the author have published for more than themselves.",
  }),
  createdAt: instant,
  updatedAt: instant,
  publishedAt: instant.nullable(),
};

/** A resource in a list. */
export const ResourceCard = z.object(cardFields).meta({ id: "ResourceCard" });
export type ResourceCard = z.infer<typeof ResourceCard>;

export const TextbookPlace = z
  .object({ id: z.uuid(), titles: z.array(z.string()).meta({ description: "Textbook, unit, lesson." }) })
  .meta({ id: "TextbookPlace" });

export const Origin = z
  .object({
    resourceId: id<"resource">(),
    title: z.string(),
    versionNumber: z.int(),
    ownerCampus: UnitReference,
    author: PersonReference,
  })
  .meta({ id: "Origin" });

export const Abilities = z
  .object({
    edit: z.boolean(),
    publish: z.boolean(),
    archive: z.boolean(),
    adapt: z.boolean(),
    shareWith: z.array(SharedWith).meta({ description: "The sharing levels that the caller may choose." }),
  })
  .meta({ id: "ResourceAbilities" });

export const Resource = ResourceCard.extend({
  keywords: z.array(z.string()),
  language: z.string(),
  textbook: TextbookPlace.nullable(),
  files: z.array(ResourceFile),
  isDraftView: z
    .boolean()
    .meta({ description: "The fields and files shown are the draft's, not the published version's." }),
  adaptedFrom: Origin.nullable().meta({ description: "Null also where the original may not be seen." }),
  isAdapted: z.boolean(),
  guesses: z.array(FieldGuess).meta({ description: "Of the draft, for its author; empty otherwise." }),
  folder: FolderPath.meta({ description: "Where the files came from, for the author; empty otherwise." }),
  revision: z.int().meta({ description: 'Of what the caller is shown; also the ETag: "<revision>".' }),
  can: Abilities,
}).meta({ id: "Resource" });
export type Resource = z.infer<typeof Resource>;

export const VersionSummary = z
  .object({
    number: z.int(),
    title: z.string(),
    editedBy: PersonReference,
    restoredFromNumber: z.int().nullable(),
    publishedAt: instant,
    isCurrent: z.boolean(),
    fileCount: z.int(),
  })
  .meta({ id: "VersionSummary" });

export const Version = VersionSummary.extend({
  summary: z.string(),
  kind: z.string(),
  subject: z.string().nullable(),
  grades: z.array(z.string()),
  term: z.string().nullable(),
  edition: z.string().nullable(),
  volume: z.string().nullable(),
  keywords: z.array(z.string()),
  language: z.string(),
  textbook: TextbookPlace.nullable(),
  files: z.array(ResourceFile),
}).meta({ id: "Version" });

export const Lineage = z
  .object({
    adaptedFrom: Origin.nullable(),
    count: z.int().meta({
      description:
        "Adaptations that others than the author have published for more than themselves; byCampus those of them that the caller may open.",
    }),
    byCampus: z.array(z.object({ campus: UnitReference, count: z.int() })),
    visible: z.array(ResourceCard).meta({ description: "Those adaptations that the caller may open." }),
  })
  .meta({ id: "Lineage" });

export const PassageShape = z
  .object({
    page: z.int().nullable(),
    pageKind: z.enum(["page", "slide", "sheet", "section"]),
    text: z.string(),
  })
  .meta({ id: "Passage" });

/** How many resources a page has unless the caller says otherwise. */
export const usualLimit = 20;

export const ResourceQuery = z.strictObject({
  view: z.enum(["published", "mine", "drafts", "archived"]).default("published").meta({
    description: "published: all that the caller may see. mine, drafts, archived: the caller's own.",
  }),
  kind: listOf(key),
  subject: listOf(key),
  grade: listOf(key),
  term: listOf(schoolTerm),
  edition: listOf(key),
  volume: listOf(key),
  campus: listOf(id<"unit">()),
  author: listOf(id<"person">()),
  textbookNode: z.optional(z.uuid()).meta({ description: "A textbook, unit or lesson, with all below it." }),
  cursor: cursor.optional(),
  limit: limit(100, usualLimit),
});
export type ResourceQuery = z.infer<typeof ResourceQuery>;

export const ResourcePage = pageOf(ResourceCard).meta({ id: "ResourcePage" });

export const Upload = z
  .object({
    id: id<"upload">(),
    name: z.string(),
    mediaType: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    expiresAt: instant,
    warnings: z.array(z.enum(["name-mismatch", "active-content", "name-changed"])),
    comparison,
    duplicates: z.array(Duplicate).meta({ description: "What is the same as it, the most alike first." }),
  })
  .meta({ id: "Upload" });
