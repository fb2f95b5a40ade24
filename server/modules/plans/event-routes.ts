import { z } from "zod";
import { asActor } from "../../context.ts";
import { Unauthenticated } from "../../errors.ts";
import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { openEventStream } from "../../http/event-stream.ts";
import { callerOf, createStreamLimit, type StreamLimits } from "../../http/stream-limit.ts";
import { tellChanges, tellOnce } from "../../http/tell-changes.ts";
import { resolveActor } from "../identity/index.ts";
import { lookAtPlan, withPresence } from "./follow-plan.ts";
import { planParams } from "./routes.ts";

/** Each looks into the database once a second; a browser keeps six connections. */
export const planStreams: StreamLimits = { inAll: 200, each: 12 };

/** The reader whose stream has ended comes back before the others see that it was gone. */
const comeBackMs = 1000;

export const planEventEndpoints = (streams = createStreamLimit(planStreams)): Endpoint[] => [
  endpoint({
    method: "get",
    path: "/api/plans/:id/events",
    summary:
      "Server-sent events named plan: that the draft was changed, and who else has it open; for who writes it",
    access: signedIn("plan.edit"),
    params: planParams,
    query: z.strictObject({
      once: z.literal("true").optional().meta({ description: "Tells only how it is now." }),
    }),
    sends: "bytes",
    async handle(ctx, { params, query, request, response }) {
      const first = await lookAtPlan(ctx, params.id);
      const leave = query.once ? null : streams.enter(callerOf(ctx, request));
      const stream = openEventStream(request, response);
      if (!leave) return void tellOnce(stream, "plan", first);
      stream.sendRetry(comeBackMs);
      const credentials = { cookie: request.get("cookie"), apiKey: request.get("x-api-key") };
      await withPresence(ctx, params.id, async (stay) => {
        const look = async () => {
          const actor = await resolveActor(ctx, credentials);
          if (!actor) throw new Unauthenticated();
          const moment = await lookAtPlan(asActor(ctx, actor), params.id);
          await stay();
          return moment;
        };
        await tellChanges(stream, "plan", first, look);
      }).finally(leave);
      return undefined;
    },
  }),
];
