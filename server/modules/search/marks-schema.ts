import { z } from "zod";
import { PassageShape } from "../resources/schema.ts";
import { HighlightShape, SearchQuery } from "./schema.ts";

export const MarkedPassageQuery = SearchQuery.pick({ q: true, literal: true });

export const MarkedPassageShape = PassageShape.extend({ text: HighlightShape }).meta({ id: "MarkedPassage" });

const share = z.number().min(0).max(1);

const BoxShape = z.object({ x: share, y: share, width: share, height: share }).meta({
  id: "Box",
  description: "In shares of the picture's width and height, from its upper left corner.",
});

export const MarkedPageReply = z
  .object({
    items: z
      .array(
        z.object({
          page: z.int().min(1),
          marks: z.array(z.array(BoxShape)).meta({
            description: "Each word or stretch of words that matched, with a box for each line it stands in.",
          }),
        }),
      )
      .meta({
        description: "Pages on which something matched; none where it is not known where words stand.",
      }),
    isCut: z.boolean().meta({ description: "There are more than these." }),
  })
  .meta({ id: "MarkedPages" });
