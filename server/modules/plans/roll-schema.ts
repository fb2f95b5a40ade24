import { z } from "zod";
import { id } from "../../http/shapes.ts";
import { schoolTerm } from "../resources/schema.ts";
import { Plan, WeekSpan } from "./schema.ts";

export const RollForward = z
  .strictObject({
    term: schoolTerm,
    unitId: id<"unit">()
      .optional()
      .meta({ description: "Whose plan the new one will be; left out: the unit of the plan itself." }),
  })
  .meta({ id: "PlanRollForward" });
export type RollForward = z.output<typeof RollForward>;

export const RollNotice = z
  .object({
    weeks: WeekSpan,
    lesson: z.string(),
    code: z.enum(["beyond-term", "exam-week", "fewer-days", "link-lost"]).meta({
      description:
        "beyond-term: the new term has no such week; fewer-days: the week has fewer school days than it had; link-lost: a resource that the caller may not see now is no longer linked.",
    }),
  })
  .meta({ id: "PlanRollNotice" });

export const RolledPlan = z.object({ plan: Plan, notices: z.array(RollNotice) }).meta({ id: "RolledPlan" });
