import { z } from "zod";
import { answerRevised, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { HolidayYear, PublicHolidays } from "./holiday-schema.ts";
import { editHolidays, getHolidays } from "./public-holidays.ts";

const params = z.object({ id: id<"unit">(), year: z.coerce.number().int().min(2000).max(2100) });

export const holidayEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/units/:id/holidays/:year",
    summary: "Public holidays of a year and the days worked for them, as the unit's bureau keeps them",
    access: signedIn("holidays.read"),
    params,
    reply: PublicHolidays,
    handle: async (ctx, { params }) => answerRevised(await getHolidays(ctx, params.id, params.year)),
  }),
  endpoint({
    method: "put",
    path: "/api/units/:id/holidays/:year",
    summary: "Set the public holidays of a year for the unit's bureau",
    access: signedIn("holidays.edit"),
    params,
    body: HolidayYear,
    reply: PublicHolidays,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await editHolidays(ctx, params.id, params.year, body, ifMatch);
      return answerRevised(await getHolidays(ctx, params.id, params.year));
    },
  }),
];
