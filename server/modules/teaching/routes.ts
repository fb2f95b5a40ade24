import { Answer, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { classParams } from "./class-routes.ts";
import { editNote } from "./edit-note.ts";
import { getTeachingWeek } from "./get-week.ts";
import { listProgress } from "./list-progress.ts";
import {
  NoteEdit,
  ProgressPage,
  ProgressQuery,
  RowNote,
  TaughtOn,
  TeachingWeekPage,
  Tick,
  WeekQuery,
} from "./schema.ts";
import { tickRow, untickRow } from "./tick-row.ts";

const rowParams = classParams.extend({ rowId: id<"plan-row">() });

export const teachingEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/teaching-week",
    summary: "What the caller's classes are taught in the week of a day, with ticks and own notes",
    access: signedIn("teaching.read"),
    query: WeekQuery,
    reply: TeachingWeekPage,
    handle: (ctx, { query }) => getTeachingWeek(ctx, query.on),
  }),
  endpoint({
    method: "put",
    path: "/api/taught-classes/:id/rows/:rowId/taught",
    summary: "Tick that a class was taught a row of the plan",
    access: signedIn("teaching.tick"),
    params: rowParams,
    body: Tick,
    reply: TaughtOn,
    handle: (ctx, { params, body }) => tickRow(ctx, params.id, params.rowId, body.taughtOn),
  }),
  endpoint({
    method: "delete",
    path: "/api/taught-classes/:id/rows/:rowId/taught",
    summary: "Take a tick back",
    access: signedIn("teaching.tick"),
    params: rowParams,
    async handle(ctx, { params }) {
      await untickRow(ctx, params.id, params.rowId);
      return undefined;
    },
  }),
  endpoint({
    method: "put",
    path: "/api/taught-classes/:id/rows/:rowId/note",
    summary: "Write one's own note on a row; If-Match names the note's version",
    access: signedIn("teaching.note"),
    params: rowParams,
    body: NoteEdit,
    reply: RowNote,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      const note = await editNote(ctx, params.id, params.rowId, body.text, ifMatch);
      return new Answer(note, { revision: note.version });
    },
  }),
  endpoint({
    method: "get",
    path: "/api/teaching-progress",
    summary: "How far classes have got with their plans: the own ones, and those that the caller oversees",
    access: signedIn("teaching.progress"),
    query: ProgressQuery,
    reply: ProgressPage,
    handle: (ctx, { query }) => listProgress(ctx, query.term),
  }),
];
