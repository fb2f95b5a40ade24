import { z } from "zod";
import { day, id } from "../../http/shapes.ts";
import { UnitReference } from "../units/schema.ts";

const inOrder = ({ from, until }: { from: string; until: string }) => from <= until;
export const Holiday = z
  .strictObject({ name: z.string().trim().min(1).max(60), from: day, until: day })
  .refine(inOrder, "The last day must not come before the first.");
export const Swap = z.strictObject({
  on: day.meta({ description: "A day, often at a weekend, on which school is kept …" }),
  as: day.meta({ description: "… by the timetable of this day (调休)." }),
});

export const CalendarRules = z
  .strictObject({
    firstOn: day.nullable().default(null).meta({ description: "The term's first school day." }),
    lastOn: day.nullable().default(null),
    holidays: z.array(Holiday).max(60).default([]),
    openDays: z
      .array(day)
      .max(60)
      .default([])
      .meta({ description: "School is kept though it is a holiday or weekend." }),
    swaps: z.array(Swap).max(60).default([]),
    joinedWeeks: z.array(day).max(20).nullable().default(null).meta({
      description: "Any day of each calendar week that makes one teaching week with the next.",
    }),
    examWeeks: z.array(z.int().min(1).max(30)).max(10).nullable().default(null).meta({
      description: "Numbers of teaching weeks.",
    }),
  })
  .meta({
    id: "CalendarRules",
    description: "A group's rules, or what a campus adds; its null is what the group has.",
  });
export type CalendarRules = z.output<typeof CalendarRules>;

export const TeachingWeek = z
  .object({
    number: z.int(),
    from: day.meta({ description: "The first and the last school day." }),
    until: day,
    schoolDays: z.array(Swap),
    isExam: z.boolean(),
  })
  .meta({ id: "TeachingWeek" });
export type TeachingWeek = z.output<typeof TeachingWeek>;

export const TermCalendar = z
  .object({
    unit: UnitReference,
    term: z.string(),
    rules: CalendarRules.nullable().meta({ description: "The unit's own; null where it has set nothing." }),
    groupRules: CalendarRules.nullable().meta({ description: "Of a campus: its group's." }),
    weeks: z
      .array(TeachingWeek)
      .meta({ description: "Empty until the term's first and last day are known." }),
    revision: z.int().meta({
      description:
        "The ETag begins with it; it grows with the rules of the unit and, of a campus, of its group.",
    }),
    can: z.object({ edit: z.boolean() }),
  })
  .meta({ id: "TermCalendar" });

const span = z.object({ from: day, until: day, dayCount: z.int() }).nullable();
export const CalendarPreview = z
  .object({
    weeks: z.array(TeachingWeek),
    shifted: z
      .array(z.object({ number: z.int(), before: span, after: span }))
      .meta({ description: "The teaching weeks whose days are others than now." }),
    rowsBeyond: z
      .int()
      .meta({ description: "Rows of the unit's plans of this term in weeks that there are not." }),
    firstBeyond: z
      .array(z.object({ planId: id<"plan">(), planTitle: z.string(), week: z.int(), name: z.string() }))
      .meta({
        description: "The first twenty of them; the name is that of the lesson, the content or the unit.",
      }),
    idle: z
      .array(z.object({ kind: z.enum(["swap", "open-day", "exam-week", "term"]), value: z.string() }))
      .meta({
        description:
          "What has no effect: a day outside the term, the number of an exam week that there is not, a term without any week.",
      }),
    campuses: z.array(z.object({ campus: UnitReference, rowsBeyond: z.int() })).meta({
      description:
        "Of a group: its campuses with such rows on their own calendars, in copies and published plans that the caller sees.",
    }),
  })
  .meta({ id: "CalendarPreview" });
