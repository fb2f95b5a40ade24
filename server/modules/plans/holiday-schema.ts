import { z } from "zod";
import { UnitReference } from "../units/schema.ts";
import { Holiday, Swap } from "./calendar-schema.ts";

export const HolidayYear = z
  .strictObject({
    holidays: z.array(Holiday).max(60),
    swaps: z.array(Swap).max(60),
    isAnnounced: z.boolean().meta({ description: "False: only what is fixed by law is known so far." }),
    note: z.string().trim().max(500).default("").meta({ description: "The notice that it follows." }),
  })
  .meta({ id: "HolidayYear" });
export type HolidayYear = z.output<typeof HolidayYear>;

export const PublicHolidays = z
  .object({
    bureau: UnitReference,
    year: z.int(),
    days: HolidayYear,
    isOwn: z.boolean().meta({ description: "The bureau has edited what comes with the program." }),
    revision: z.int().meta({ description: 'Also the ETag: "<revision>"; 0 where nothing is set.' }),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: "PublicHolidays" });
