import { z } from "zod";
import { Answer, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { schoolTerm } from "../resources/schema.ts";
import { CalendarPreview, CalendarRules, TermCalendar } from "./calendar-schema.ts";
import { editCalendar, previewCalendar } from "./edit-calendar.ts";
import { getCalendar } from "./get-calendar.ts";

const params = z.object({ id: id<"unit">(), term: schoolTerm });

export const calendarEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/units/:id/calendars/:term",
    summary: "The teaching weeks of a group or campus in a term, and the rules that they follow",
    access: signedIn("calendar.read"),
    params,
    reply: TermCalendar,
    async handle(ctx, { params }) {
      const calendar = await getCalendar(ctx, params.id, params.term);
      return new Answer(calendar, { revision: calendar.revision });
    },
  }),
  endpoint({
    method: "put",
    path: "/api/units/:id/calendars/:term",
    summary: "Set a group's calendar of a term, or what a campus has otherwise",
    access: signedIn("calendar.edit"),
    params,
    body: CalendarRules,
    reply: TermCalendar,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await editCalendar(ctx, params.id, params.term, body, ifMatch);
      const calendar = await getCalendar(ctx, params.id, params.term);
      return new Answer(calendar, { revision: calendar.revision });
    },
  }),
  endpoint({
    method: "post",
    path: "/api/units/:id/calendars/:term/preview",
    summary: "Which teaching weeks these rules would shift; nothing is changed",
    access: signedIn("calendar.edit"),
    params,
    body: CalendarRules,
    reply: CalendarPreview,
    handle: (ctx, { params, body }) => previewCalendar(ctx, params.id, params.term, body),
  }),
];
