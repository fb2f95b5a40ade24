import { z } from "zod";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { schoolTerm } from "../resources/schema.ts";
import { adoptPlan } from "./adopt-plan.ts";
import {
  Adoption,
  CampusDrift,
  Pinning,
  PlanDifferences,
  PlanPull,
  PullOrder,
  PullPreview,
  UnitDrift,
} from "./copy-schema.ts";
import { listDifferences } from "./list-differences.ts";
import { getUnitDrift, listDrift } from "./list-drift.ts";
import { listPulls } from "./list-pulls.ts";
import { pinCopy } from "./pin-copy.ts";
import { previewPull, pullUpstream } from "./pull-upstream.ts";
import { answerPlan, planParams } from "./routes.ts";
import { Plan } from "./schema.ts";
import type { PlanId } from "./tables.ts";
import { undoPull } from "./undo-pull.ts";

export const planCopyEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/plans/:id/adopt",
    summary: "Make a campus's own copy of the published plan",
    access: signedIn("plan.adopt"),
    params: planParams,
    body: Adoption,
    reply: Plan,
    status: 201,
    replay: (ctx, id) => answerPlan(ctx, id as PlanId, "live", 201),
    handle: async (ctx, { params, body }) =>
      answerPlan(ctx, (await adoptPlan(ctx, params.id, body.campusId)).id, "live", 201),
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/pull",
    summary: "What taking the upstream's last revision would change, and its conflicts",
    access: signedIn("plan.preview-pull"),
    params: planParams,
    reply: PullPreview,
    handle: (ctx, { params }) => previewPull(ctx, params.id),
  }),
  endpoint({
    method: "post",
    path: "/api/plans/:id/pull",
    summary: "Take a revision of the upstream into the copy, wholly or not at all",
    access: signedIn("plan.pull"),
    params: planParams,
    body: PullOrder,
    reply: Plan,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await pullUpstream(ctx, params.id, body, ifMatch);
      return answerPlan(ctx, params.id, "live");
    },
  }),
  endpoint({
    method: "post",
    path: "/api/plans/:id/undo-pull",
    summary: "Undo the last pull; what was edited since stays",
    access: signedIn("plan.pull"),
    params: planParams,
    reply: Plan,
    hasRevision: true,
    async handle(ctx, { params, ifMatch }) {
      await undoPull(ctx, params.id, ifMatch);
      return answerPlan(ctx, params.id, "live");
    },
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/pulls",
    summary: "When the copy took newer revisions, latest first, and which of them can be undone",
    access: signedIn("plan.read-pulls"),
    params: planParams,
    reply: z.object({ items: z.array(PlanPull) }),
    handle: async (ctx, { params }) => ({ items: await listPulls(ctx, params.id) }),
  }),
  endpoint({
    method: "put",
    path: "/api/plans/:id/pin",
    summary: "Keep the copy at the revision that it has, or let it follow again",
    access: signedIn("plan.pull"),
    params: planParams,
    body: Pinning,
    reply: Plan,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await pinCopy(ctx, params.id, body.isPinned, ifMatch);
      return answerPlan(ctx, params.id, "live");
    },
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/differences",
    summary: "What the campus changed in its copy, and why",
    access: signedIn("plan.read"),
    params: planParams,
    reply: PlanDifferences,
    handle: (ctx, { params }) => listDifferences(ctx, params.id),
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/copies",
    summary: "How each campus of the group follows the plan",
    access: signedIn("plan.oversee"),
    params: planParams,
    reply: z.object({ items: z.array(CampusDrift) }),
    handle: async (ctx, { params }) => ({ items: await listDrift(ctx, params.id) }),
  }),
  endpoint({
    method: "get",
    path: "/api/units/:id/drift",
    summary: "How each campus of a group follows each of its published plans of a term",
    access: signedIn("plan.oversee"),
    params: z.object({ id: id<"unit">() }),
    query: z.strictObject({ term: schoolTerm }),
    reply: UnitDrift,
    handle: (ctx, { params, query }) => getUnitDrift(ctx, params.id, query.term),
  }),
];
