import { z } from "zod";
import { answerRevised, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { schoolTerm } from "../resources/schema.ts";
import { CalendarPreview, CalendarRules, TermCalendar } from "./calendar-schema.ts";
import { editCalendar } from "./edit-calendar.ts";
import { getCalendar } from "./get-calendar.ts";
import { previewCalendar } from "./preview-calendar.ts";

const params = z.object({ id: id<"unit">(), term: schoolTerm });

export const calendarEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/units/:id/calendars/:term",
    summary: "The teaching weeks of a group or campus in a term, and the rules that they follow",
    access: signedIn("calendar.read"),
    params,
    reply: TermCalendar,
    isConditional: true,
    handle: async (ctx, { params }) => answerRevised(await getCalendar(ctx, params.id, params.term)),
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
      return answerRevised(await getCalendar(ctx, params.id, params.term));
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
