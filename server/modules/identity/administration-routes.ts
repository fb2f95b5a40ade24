import { z } from "zod";
import type { Context } from "../../context.ts";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import type { PersonId, PostingId, UnitId } from "../../ids.ts";
import { NewUnit, Unit, UnitMove } from "../units/schema.ts";
import { createPerson } from "./create-person.ts";
import { createPosting } from "./create-posting.ts";
import { createUnitAsAdministrator, getCreatedUnit } from "./create-unit-as-administrator.ts";
import { endPosting } from "./end-posting.ts";
import { getPerson } from "./get-person.ts";
import { moveUnitAsAdministrator } from "./move-unit-as-administrator.ts";
import { requireSession } from "./require-session.ts";
import { NewPerson, NewPosting, Person, Posting, PostingEnd } from "./schema.ts";
import { findPosting, type PostingRow } from "./store.ts";
import { postingView } from "./view.ts";

const getCreatedPosting = async (ctx: Context, id: PostingId) =>
  postingView((await findPosting(ctx.db, id)) as PostingRow);

export const administrationEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/units",
    summary: "Open a unit below another",
    access: signedIn("unit.create"),
    body: NewUnit,
    reply: Unit,
    status: 201,
    replay: (ctx, unitId) => getCreatedUnit(ctx, unitId as UnitId),
    handle: (ctx, { body }) => createUnitAsAdministrator(ctx, body),
  }),
  endpoint({
    method: "post",
    path: "/api/units/:id/move",
    summary: "Hang a unit, with all below it, under another one",
    access: signedIn("unit.move"),
    params: z.object({ id: id<"unit">() }),
    body: UnitMove,
    reply: Unit,
    handle: (ctx, { params, body }) => moveUnitAsAdministrator(ctx, params.id, body.parentId),
  }),
  endpoint({
    method: "post",
    path: "/api/people",
    summary: "Create an account with its first posting; in a session, not with an API key",
    access: signedIn("person.create"),
    body: NewPerson,
    reply: Person,
    status: 201,
    replay: (ctx, personId) => getPerson(ctx, personId as PersonId),
    async handle(ctx, { body }) {
      requireSession(ctx);
      return getPerson(ctx, (await createPerson(ctx, body)).id);
    },
  }),
  endpoint({
    method: "get",
    path: "/api/people/:id",
    summary: "A person with all postings; for administrators of their units",
    access: signedIn("person.read"),
    params: z.object({ id: id<"person">() }),
    reply: Person,
    handle: (ctx, { params }) => getPerson(ctx, params.id),
  }),
  endpoint({
    method: "post",
    path: "/api/postings",
    summary: "Post a person at a unit; in a session, not with an API key",
    access: signedIn("posting.create"),
    body: NewPosting,
    reply: Posting,
    status: 201,
    replay: (ctx, postingId) => getCreatedPosting(ctx, postingId as PostingId),
    async handle(ctx, { body }) {
      requireSession(ctx);
      await getPerson(ctx, body.personId);
      return getCreatedPosting(ctx, (await createPosting(ctx, body)).id);
    },
  }),
  endpoint({
    method: "post",
    path: "/api/postings/:id/end",
    summary: "Set the last day of a posting; in a session, not with an API key",
    access: signedIn("posting.end"),
    params: z.object({ id: id<"posting">() }),
    body: PostingEnd,
    reply: Posting,
    async handle(ctx, { params, body }) {
      requireSession(ctx);
      return postingView(await endPosting(ctx, params.id, body.untilOn));
    },
  }),
];
