import { z } from "zod";
import { answerRevised, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { id } from "../../http/shapes.ts";
import { getPeriodNotice } from "./get-period-notice.ts";
import { editPeriodRules, getPeriodRules } from "./period-rules.ts";
import { GroupPeriodRules, PeriodNotice, PeriodRules } from "./period-schema.ts";
import { planParams } from "./routes.ts";

const params = z.object({ id: id<"unit">() });

export const periodEndpoints = (): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/units/:id/period-rules",
    summary: "Periods a week by subject and grade, as the unit's group has them",
    access: signedIn("period-rules.read"),
    params,
    reply: GroupPeriodRules,
    handle: async (ctx, { params }) => answerRevised(await getPeriodRules(ctx, params.id)),
  }),
  endpoint({
    method: "put",
    path: "/api/units/:id/period-rules",
    summary: "Set the periods a week by subject and grade for the unit's group",
    access: signedIn("period-rules.edit"),
    params,
    body: PeriodRules,
    reply: GroupPeriodRules,
    hasRevision: true,
    async handle(ctx, { params, body, ifMatch }) {
      await editPeriodRules(ctx, params.id, body, ifMatch);
      return answerRevised(await getPeriodRules(ctx, params.id));
    },
  }),
  endpoint({
    method: "get",
    path: "/api/plans/:id/period-notice",
    summary: "Where the plan's periods are not as the group's rules and the calendar have them",
    access: signedIn("plan.read"),
    params: planParams,
    reply: PeriodNotice,
    handle: (ctx, { params }) => getPeriodNotice(ctx, params.id),
  }),
];
