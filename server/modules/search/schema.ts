import { z } from "zod";
import { cursor, id, limit, listOf } from "../../http/shapes.ts";
import { ResourceCard, schoolTerm } from "../resources/schema.ts";

export const key = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/);

export const SearchQuery = z.strictObject({
  q: z.string().max(500).default(""),
  kind: listOf(key),
  subject: listOf(key),
  grade: listOf(key),
  term: listOf(schoolTerm),
  edition: listOf(key),
  volume: listOf(key),
  campus: listOf(id<"unit">()),
  author: listOf(id<"person">()),
  literal: listOf(z.string().min(1).max(100)).meta({
    description:
      "Words of `q` to look for as text where they would be understood as a field. May be repeated.",
  }),
  sort: z.enum(["relevance", "newest", "most-reused"]).default("relevance"),
  facets: z.enum(["true", "false"]).default("true"),
  cursor: cursor.optional(),
  limit: limit(50, 20),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

export const HighlightShape = z
  .array(z.object({ text: z.string(), isMatch: z.boolean() }))
  .meta({ id: "Highlight", description: "The text in pieces; those that matched are marked. Never HTML." });

const SearchHitShape = z
  .object({
    resource: ResourceCard,
    title: HighlightShape,
    passages: z
      .array(
        z.object({
          fileId: id<"file">(),
          fileName: z.string(),
          page: z.int().nullable(),
          pageKind: z.enum(["page", "slide", "sheet", "section"]),
          snippet: HighlightShape,
        }),
      )
      .max(3),
  })
  .meta({ id: "SearchHit" });

export const FacetValue = z.object({ key: z.string(), label: z.string().nullable(), count: z.int() }).meta({
  id: "FacetValue",
  description: "label: the name of a campus or author; vocabulary keys have none.",
});

const facet = z.array(FacetValue).optional();

const FacetName = z.enum(["kind", "subject", "grade", "term", "edition", "volume", "campus", "author"]);

export const UnderstoodQuestion = z
  .object({
    text: z.string().meta({ description: "What was looked for as text." }),
    preferences: z
      .array(z.object({ field: FacetName, keys: z.array(z.string()), text: z.string() }))
      .meta({ description: "Fields that words of the question name: resources that have them come first." }),
  })
  .meta({ id: "UnderstoodQuestion" });

export const SearchReply = z
  .object({
    understood: UnderstoodQuestion,
    isPartial: z.boolean().meta({ description: "Nothing has all the words: these have some of them." }),
    didYouMean: z
      .array(z.string())
      .max(3)
      .meta({ description: "Whole questions that may have been meant; each has an answer." }),
    hits: z.array(SearchHitShape),
    facets: z.object({
      kind: facet,
      subject: facet,
      grade: facet,
      term: facet,
      edition: facet,
      volume: facet,
      campus: facet,
      author: facet,
    }),
    total: z.int().meta({
      description: "Exact with the embedded engine and from the database; else the estimate of the engine.",
    }),
    nextCursor: z.string().nullable(),
    tookMs: z.number(),
    degraded: z
      .boolean()
      .meta({ description: "The engine is down: these are title matches from the database." }),
  })
  .meta({ id: "SearchReply" });

export const SuggestQuery = z.strictObject({ q: z.string().min(1).max(100), limit: limit(10, 8) });
export const SuggestReply = z
  .object({
    suggestions: z.array(
      z.object({
        kind: z.enum(["title", "lesson", "author", "campus"]),
        text: z.string(),
        key: z.string().meta({ description: "Id of the resource, textbook node, person or campus." }),
        resourceId: id<"resource">().meta({
          description: "A resource that has it and that the caller may see.",
        }),
      }),
    ),
  })
  .meta({ id: "SuggestReply" });

export const SimilarQuery = z.strictObject({ limit: limit(20, 6) });
export const SimilarReply = z
  .object({
    resources: z.array(ResourceCard),
    degraded: z
      .boolean()
      .meta({ description: "The engine is down: these are of the same lesson, or subject and grade." }),
  })
  .meta({ id: "SimilarReply" });
