import { z } from "zod";
import { id, instant } from "../../http/shapes.ts";
import { schoolTerm } from "../resources/schema.ts";
import { key, SearchQuery } from "./schema.ts";

const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(50).default([]);

const questionFields = {
  q: SearchQuery.shape.q,
  kind: listOf(key),
  subject: listOf(key),
  grade: listOf(key),
  term: listOf(schoolTerm),
  edition: listOf(key),
  volume: listOf(key),
  campus: listOf(id<"unit">()),
  author: listOf(id<"person">()),
  literal: listOf(z.string().min(1).max(100)),
  sort: SearchQuery.shape.sort,
};

/** What a search asks, without its page. */
export const SavedQuestion = z.strictObject(questionFields);
export type SavedQuestion = z.infer<typeof SavedQuestion>;

const name = z.string().trim().min(1).max(100);

export const NewSavedSearch = z
  .strictObject({
    name: name.optional().meta({ description: "Made from the question where it is absent." }),
    question: SavedQuestion,
  })
  .meta({ id: "NewSavedSearch" });
export type NewSavedSearch = z.infer<typeof NewSavedSearch>;

export const SavedSearchChange = z.strictObject({ name }).meta({ id: "SavedSearchChange" });

/** A count stops here: 99 is 99 or more. */
export const mostCounted = 99;

export const SavedSearch = z
  .object({
    id: id<"saved-search">(),
    name: z.string(),
    question: z.object(questionFields),
    newCount: z
      .int()
      .min(0)
      .max(mostCounted)
      .nullable()
      .meta({
        description:
          "How many resources with all of its words others have published, or shared with the caller, since the last " +
          "visit; 99 is 99 or more. Null where the search engine does not answer.",
      }),
    createdAt: instant,
    lastVisitedAt: instant,
  })
  .meta({ id: "SavedSearch" });

export const SavedSearchList = z.object({ items: z.array(SavedSearch) }).meta({ id: "SavedSearchList" });
