import { z } from "zod";
import { instant } from "../../http/shapes.ts";
import { PersonReference } from "../identity/schema.ts";
import { ShownRow } from "./schema.ts";

export const DroppedRows = z.object({
  items: z.array(z.object({ row: ShownRow, droppedAt: instant, by: PersonReference })),
});

export const PlanMoment = z.object({
  revision: z
    .int()
    .meta({ description: "Of the draft: another one than the caller has, and it was changed." }),
  people: z.array(PersonReference).meta({ description: "Who else that writes it has it open, by name." }),
});
