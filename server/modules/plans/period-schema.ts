import { z } from "zod";
import { UnitReference } from "../units/schema.ts";
import { key } from "./schema.ts";

const periods = z.int().min(0).max(60);

export const PeriodRules = z
  .strictObject({
    totals: z
      .array(z.strictObject({ grade: key, periods }))
      .max(20)
      .meta({ description: "Periods a week of all subjects of a grade together." }),
    subjects: z.array(z.strictObject({ grade: key, subject: key, periods })).max(400),
  })
  .meta({ id: "PeriodRules", description: "What is not named is not checked." });
export type PeriodRules = z.output<typeof PeriodRules>;

export const GroupPeriodRules = z
  .object({
    group: UnitReference,
    rules: PeriodRules,
    isProposal: z.boolean().meta({ description: "The group has set nothing: these come with the program." }),
    overfull: z
      .array(z.object({ grade: z.string(), allowed: z.int(), named: z.int() }))
      .meta({ description: "Grades whose subjects together have more periods than the grade." }),
    revision: z.int().meta({ description: 'Also the ETag: "<revision>"; 0 where nothing is set.' }),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: "GroupPeriodRules" });

const Difference = z.object({ is: z.int(), ought: z.int() });
export const PeriodNotice = z
  .object({
    perWeek: Difference.nullable().meta({
      description:
        "The plan's periods a week against the rule for its subject and grade; null: as it ought to be.",
    }),
    ofGrade: Difference.nullable().meta({
      description:
        "Periods a week of the unit's plans of the term and grade, where they exceed the grade's total.",
    }),
    overfullWeeks: z
      .array(Difference.extend({ first: z.int(), last: z.int() }))
      .meta({ description: "Teaching weeks whose rows have more periods than can be taught in them." }),
  })
  .meta({ id: "PlanPeriodNotice", description: "Notices; nothing is refused for them." });
export type PeriodNotice = z.output<typeof PeriodNotice>;
