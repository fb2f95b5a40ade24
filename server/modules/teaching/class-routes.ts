import { z } from "zod";
import type { Context } from "../../context.ts";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { choosePlan } from "./choose-plan.ts";
import { joinClass, leaveClass, listClasses, nameClass, removeClass } from "./edit-classes.ts";
import { loadClass } from "./load-class.ts";
import { ClassEdit, ClassList, ClassQuery, NewClass, PlanToFollow, TaughtClass } from "./schema.ts";
import type { ClassId } from "./tables.ts";
import { classView } from "./view.ts";

export const classParams = z.object({ id: id<"class">() });

const answerClass = async (ctx: Context, id: ClassId) => classView(await loadClass(ctx, id), ctx.actor);

export const classEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/taught-classes",
    summary: "The classes of the own campus in a school year, by subject, with who teaches them",
    access: signedIn("class.list"),
    query: ClassQuery,
    reply: ClassList,
    handle: (ctx, { query }) => listClasses(ctx, query.campusId, query.schoolYear),
  }),
  endpoint({
    method: "post",
    path: "/api/taught-classes",
    summary:
      "Say that one teaches a class, which is made if it is new; a campus's lead says it for others too",
    access: signedIn("class.join"),
    body: NewClass,
    reply: TaughtClass,
    status: 201,
    replay: (ctx, id) => answerClass(ctx, id as ClassId),
    handle: async (ctx, { body }) => answerClass(ctx, (await joinClass(ctx, body)).id),
  }),
  endpoint({
    method: "patch",
    path: "/api/taught-classes/:id",
    summary: "Rename a class",
    access: signedIn("class.edit"),
    params: classParams,
    body: ClassEdit,
    reply: TaughtClass,
    async handle(ctx, { params, body }) {
      await nameClass(ctx, params.id, body.name);
      return answerClass(ctx, params.id);
    },
  }),
  endpoint({
    method: "put",
    path: "/api/taught-classes/:id/plan",
    summary: "Say which plan a class follows in the plan's term; ticks and notes stay with their rows",
    access: signedIn("class.choose-plan"),
    params: classParams,
    body: PlanToFollow,
    handle: (ctx, { params, body }) => choosePlan(ctx, params.id, body.planId),
  }),
  endpoint({
    method: "delete",
    path: "/api/taught-classes/:id",
    summary: "Take a class out of the campus's lists; named again, it comes back with its ticks",
    access: signedIn("class.remove"),
    params: classParams,
    async handle(ctx, { params }) {
      await removeClass(ctx, params.id);
      return undefined;
    },
  }),
  endpoint({
    method: "delete",
    path: "/api/taught-classes/:id/teachers/:personId",
    summary: "Say that one, or somebody of the lead's campus, teaches a class no longer",
    access: signedIn("class.leave"),
    params: classParams.extend({ personId: id<"person">() }),
    async handle(ctx, { params }) {
      await leaveClass(ctx, params.id, params.personId);
      return undefined;
    },
  }),
];
