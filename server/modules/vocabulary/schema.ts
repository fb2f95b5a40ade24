import { z } from "zod";
import { textbookNodeKinds, vocabularySchemes } from "./tables.ts";

export const VocabularyScheme = z.enum(vocabularySchemes).meta({ id: "VocabularyScheme" });

export const VocabularyTerm = z
  .object({
    key: z.string().meta({ description: "Stable; what resources store." }),
    zh: z.string(),
    en: z.string(),
    code: z
      .string()
      .nullable()
      .meta({ description: "Code of an older national standard, where there is one." }),
    isActive: z.boolean().meta({ description: "False: still shown on what carries it, no longer offered." }),
    attributes: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "VocabularyTerm" });
export type VocabularyTerm = z.infer<typeof VocabularyTerm>;

export const Vocabulary = z
  .object({ schemes: z.record(VocabularyScheme, z.array(VocabularyTerm)) })
  .meta({ id: "Vocabulary" });
export type Vocabulary = z.infer<typeof Vocabulary>;

export const TextbookNode = z
  .object({
    id: z.uuid(),
    parentId: z.uuid().nullable(),
    kind: z.enum(textbookNodeKinds),
    subject: z.string(),
    edition: z.string(),
    issueYear: z
      .int()
      .nullable()
      .meta({ description: "Year of the book's approval: a revision lives beside the older issue." }),
    grade: z.string(),
    volume: z.string(),
    title: z.string(),
    position: z.int(),
  })
  .meta({ id: "TextbookNode" });
export type TextbookNode = z.infer<typeof TextbookNode>;

const key = z.string().min(1).max(60);

/** One step of the browse path. Without `parentId` these are textbooks; with it, the parent's units or lessons. */
export const TextbookNodeQuery = z.strictObject({
  parentId: z.uuid().optional(),
  subject: key.optional(),
  edition: key.optional(),
  grade: key.optional(),
  volume: key.optional(),
});
export type TextbookNodeQuery = z.infer<typeof TextbookNodeQuery>;

export const TextbookNodeParams = z.object({ id: z.uuid().toLowerCase() });

export const TextbookNodeList = z.object({ items: z.array(TextbookNode) }).meta({ id: "TextbookNodeList" });

export const GuessRequest = z
  .strictObject({
    fileNames: z
      .array(z.string().min(1).max(1000))
      .min(1)
      .max(200)
      .meta({ description: "May be paths: folders are read too, the nearest first." }),
  })
  .meta({ id: "GuessRequest" });

export const guessSources = ["name", "extension", "folder", "firstPage", "properties"] as const;
export type GuessSource = (typeof guessSources)[number];

/** In the order in which guesses are told. */
export const guessedFields = [
  "kind",
  "subject",
  "grades",
  "volume",
  "edition",
  "term",
  "unitTitle",
  "lessonTitle",
  "period",
  "textbookNodeId",
] as const;

export const GuessReason = z
  .object({
    field: z.enum(guessedFields),
    value: z.string().meta({ description: "Several grades are parted by commas." }),
    source: z.enum(guessSources),
    matched: z
      .string()
      .meta({ description: "The words of the source that the value comes from, as written there." }),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .meta({ description: "Less where sources contradict each other; below 0.5 nothing is guessed." }),
  })
  .meta({ id: "GuessReason" });
export type GuessReason = z.infer<typeof GuessReason>;

/**
 * A guess is a proposal. Whoever takes it over fills only what no person has set, shows the reason beside it, and lets any
 * value that a person gives, an empty one too, stand against every later guess.
 */
export const GuessedFields = z
  .object({
    title: z.string(),
    kind: z.string().optional(),
    subject: z.string().optional(),
    grade: z.string().optional().meta({ description: "Where one grade only is spoken of." }),
    grades: z.array(z.string()).optional(),
    volume: z.string().optional(),
    edition: z.string().optional(),
    term: z.string().optional(),
    unitTitle: z.string().optional(),
    lessonTitle: z.string().optional(),
    period: z.int().optional().meta({ description: "第几课时" }),
    textbookNodeId: z.uuid().optional(),
    reasons: z.array(GuessReason).meta({ description: "One of each guessed field." }),
  })
  .meta({
    id: "GuessedFields",
    description: "Proposals: they fill what nobody has set, and never override what a person set.",
  });
export type GuessedFields = z.infer<typeof GuessedFields>;

export const GuessReply = z
  .object({ guesses: z.array(GuessedFields).meta({ description: "In the order of the file names." }) })
  .meta({ id: "GuessReply" });
