import { z } from "zod";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { cursor, limit } from "../../http/shapes.ts";
import { compareRevisions, listRevisions } from "./compare-revisions.ts";
import { exportPlan } from "./export-plan.ts";
import { getHistory } from "./get-history.ts";
import { getPlan } from "./get-plan.ts";
import { publishPlan } from "./publish-plan.ts";
import { PlanComparison, PlanHistory, PlanRevision, Publication } from "./revision-schema.ts";
import { answerPlan, liveOrNumber, planParams, revisionNumber } from "./routes.ts";
import { Plan } from "./schema.ts";

export const planRevisionEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/plans/:id/publish",
    summary: "Publish the draft as the next revision",
    access: signedIn("plan.publish"),
    params: planParams,
    body: Publication,
    reply: Plan,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await publishPlan(ctx, params.id, body.note, ifMatch);
      return answerPlan(ctx, params.id);
    },
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/revisions",
    summary: "The published revisions, newest first",
    access: signedIn("plan.read"),
    params: planParams,
    reply: z.object({ items: z.array(PlanRevision) }),
    isConditional: true,
    handle: async (ctx, { params }) => ({ items: await listRevisions(ctx, params.id) }),
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/revisions/:number",
    summary: "The plan as one revision has it",
    access: signedIn("plan.read"),
    params: planParams.extend({ number: revisionNumber }),
    reply: Plan,
    isConditional: true,
    handle: (ctx, { params }) => getPlan(ctx, params.id, params.number),
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/export.xlsx",
    summary: "The plan, or one revision of it, as a 教学进度表 that can be read in again",
    access: signedIn("plan.read"),
    params: planParams,
    query: z.strictObject({ revision: liveOrNumber.optional() }),
    sends: "bytes",
    async handle(ctx, { params, query, response }) {
      const { fileName, bytes } = await exportPlan(ctx, params.id, query.revision);
      response.attachment(fileName).set("Cache-Control", "private, no-store").send(bytes);
      return undefined;
    },
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/comparison",
    summary: "What leads from one revision to another, or to the draft",
    access: signedIn("plan.read"),
    params: planParams,
    query: z.strictObject({ from: revisionNumber, to: liveOrNumber }),
    reply: PlanComparison,
    handle: (ctx, { params, query }) => compareRevisions(ctx, params.id, query.from, query.to),
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/history",
    summary: "Who changed what, latest first",
    access: signedIn("plan.history"),
    params: planParams,
    query: z.strictObject({ cursor: cursor.optional(), limit: limit(100, 50) }),
    reply: PlanHistory,
    handle: (ctx, { params, query }) => getHistory(ctx, params.id, query),
  }),
];
