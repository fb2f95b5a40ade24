import { z } from "zod";
import type { Context } from "../../context.ts";
import { answerRevised, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { archivePlan, unarchivePlan } from "./archive-plan.ts";
import { createPlan } from "./create-plan.ts";
import { editPlan } from "./edit-plan.ts";
import { getPlan, type Shown } from "./get-plan.ts";
import { listPlans } from "./list-plans.ts";
import { NewPlan, Plan, PlanEdit, PlanPage, PlanQuery } from "./schema.ts";
import type { PlanId } from "./tables.ts";

export const planParams = z.object({ id: id<"plan">() });
export const revisionNumber = z.coerce.number().int().min(1).max(2_000_000_000);
export const liveOrNumber = z.union([z.literal("live"), revisionNumber]);

/** The plan with its revision as ETag. */
export const answerPlan = async (ctx: Context, id: PlanId, shown?: Shown, status?: number) =>
  answerRevised(await getPlan(ctx, id, shown), status);

export const planEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/plans",
    summary: "Term plans that the caller may see, latest first",
    access: signedIn("plan.list"),
    query: PlanQuery,
    reply: PlanPage,
    isConditional: true,
    handle: (ctx, { query }) => listPlans(ctx, query),
  }),
  endpoint({
    method: "post",
    path: "/api/plans",
    summary: "Create the draft of a group's or a campus's term plan",
    access: signedIn("plan.create"),
    body: NewPlan,
    reply: Plan,
    status: 201,
    replay: (ctx, id) => answerPlan(ctx, id as PlanId, "live", 201),
    handle: async (ctx, { body }) => answerPlan(ctx, (await createPlan(ctx, body)).id, "live", 201),
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id",
    summary: "A plan as it was published last; or as it is edited, for who writes it",
    access: signedIn("plan.read"),
    params: planParams,
    query: z.strictObject({
      shows: z.enum(["live", "newest"]).optional().meta({
        description: "live: as it is edited; newest: that for who writes it, and for others as published.",
      }),
    }),
    reply: Plan,
    isConditional: true,
    handle: (ctx, { params, query }) => answerPlan(ctx, params.id, query.shows),
  }),
  endpoint({
    method: "patch",
    path: "/api/plans/:id",
    summary: "Change what the draft says of itself",
    access: signedIn("plan.edit"),
    params: planParams,
    body: PlanEdit,
    reply: Plan,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await editPlan(ctx, params.id, body, ifMatch);
      return answerPlan(ctx, params.id, "live");
    },
  }),
  endpoint({
    method: "post",
    path: "/api/plans/:id/archive",
    summary: "Take a plan out of lists; nothing is destroyed, and copies stay",
    access: signedIn("plan.archive"),
    params: planParams,
    reply: Plan,
    hasRevision: true,
    async handle(ctx, { params, ifMatch }) {
      await archivePlan(ctx, params.id, ifMatch);
      return answerPlan(ctx, params.id, "live");
    },
  }),
  endpoint({
    method: "post",
    path: "/api/plans/:id/unarchive",
    summary: "Bring an archived plan back",
    access: signedIn("plan.archive"),
    params: planParams,
    reply: Plan,
    hasRevision: true,
    async handle(ctx, { params, ifMatch }) {
      await unarchivePlan(ctx, params.id, ifMatch);
      return answerPlan(ctx, params.id, "live");
    },
  }),
];
