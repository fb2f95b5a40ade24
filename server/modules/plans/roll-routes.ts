import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { getPlan } from "./get-plan.ts";
import { rollForward } from "./roll-forward.ts";
import { RolledPlan, RollForward } from "./roll-schema.ts";
import { planParams } from "./routes.ts";
import type { PlanId } from "./tables.ts";

export const planRollEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/plans/:id/roll-forward",
    summary: "Make the draft of a plan for another term from this one, and say what does not fit there",
    access: signedIn("plan.create"),
    params: planParams,
    body: RollForward,
    reply: RolledPlan,
    status: 201,
    replay: async (ctx, id) => ({ plan: await getPlan(ctx, id as PlanId, "live"), notices: [] }),
    async handle(ctx, { params, body }) {
      const { id, notices } = await rollForward(ctx, params.id, body);
      return { plan: await getPlan(ctx, id, "live"), notices };
    },
  }),
];
