import { z } from "zod";
import { id } from "../../http/shapes.ts";
import { PersonReference } from "../identity/schema.ts";
import { UnitReference } from "../units/schema.ts";

export const Duplicate = z
  .object({
    resourceId: id<"resource">(),
    title: z.string(),
    ownerCampus: UnitReference,
    author: PersonReference,
    isSameFile: z.boolean().meta({ description: "It holds these very bytes." }),
    percent: z.int().min(1).max(100).meta({ description: "About how much of the two texts is in both." }),
  })
  .meta({
    id: "Duplicate",
    description: "A published resource that the caller may see, with the same text.",
  });

/** Whether the text has been compared, or is still to be read. */
export const comparison = z
  .enum(["waiting", "done"])
  .meta({ description: "waiting: the text is yet to be read; until then only the same bytes are known." });

export const ResourceDuplicates = z
  .object({
    comparison,
    items: z.array(
      Duplicate.extend({ fileName: z.string().meta({ description: "The own file that is most like it." }) }),
    ),
  })
  .meta({ id: "ResourceDuplicates" });
