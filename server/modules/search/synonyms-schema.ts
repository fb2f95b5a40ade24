import { z } from "zod";
import { normalizeText } from "./fold-text.ts";
import { mostAlternatives } from "./search-index.ts";
import { piecesOf } from "./segment.ts";

const mostGroups = 1000;
const mostWords = mostAlternatives + 1;

const word = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((text) => piecesOf(normalizeText(text)).length > 0, "has no letter or digit");

export const SynonymGroup = z
  .strictObject({
    words: z
      .array(word)
      .min(2)
      .max(mostWords)
      .meta({ description: "Words that are used for one another; a question with one finds the others." }),
  })
  .meta({ id: "SynonymGroup" });

const groups = z.array(SynonymGroup).max(mostGroups);

export const SynonymList = z
  .object({
    groups,
    can: z.object({ edit: z.boolean() }).meta({ description: "What the caller may do with the list." }),
  })
  .meta({ id: "SynonymList" });

/** The whole list anew. A word belongs to one group, however it is written. */
export const SynonymListChange = z
  .strictObject({ groups })
  .superRefine(({ groups }, check) => {
    const seen = new Set<string>();
    groups.forEach(({ words }, group) => {
      words.forEach((text, index) => {
        const folded = normalizeText(text);
        if (seen.has(folded))
          check.addIssue({
            code: "custom",
            path: ["groups", group, "words", index],
            message: "is there already",
          });
        seen.add(folded);
      });
    });
  })
  .meta({ id: "SynonymListChange" });
export type SynonymListChange = z.infer<typeof SynonymListChange>;
