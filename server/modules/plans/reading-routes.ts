import { type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { readPlanFile } from "./read-plan-file.ts";
import { PlanReading, PlanReadingRequest } from "./reading-schema.ts";

export const planReadingEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/plan-readings",
    summary: "What a workbook says as a term plan, how its columns are understood, and what of it is not",
    access: signedIn("plan.read-file"),
    body: PlanReadingRequest,
    reply: PlanReading,
    handle: (ctx, { body }) => readPlanFile(ctx, body),
  }),
];
