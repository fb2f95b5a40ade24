import { z } from "zod";
import { day, id, instant, writtenLine, writtenText } from "../../http/shapes.ts";
import { PersonReference } from "../identity/schema.ts";
import { PlanRow, ShownLink } from "../plans/schema.ts";
import { schoolTerm } from "../resources/schema.ts";
import { UnitReference } from "../units/schema.ts";

const key = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/);
export const schoolYear = z
  .string()
  .regex(/^\d{4}-\d{4}$/)
  .refine((year) => Number(year.slice(5)) === Number(year.slice(0, 4)) + 1, "Two years in a row.")
  .meta({ description: "2026-2027" });
const className = writtenLine.pipe(z.string().min(1).max(30));

export const NewClass = z
  .strictObject({
    campusId: id<"unit">(),
    schoolYear,
    grade: key,
    subject: key,
    name: className.meta({ description: "Within its grade: 2班." }),
    teacherId: id<"person">()
      .optional()
      .meta({ description: "Who teaches it: the caller, unless the campus's lead names somebody else." }),
  })
  .meta({ id: "NewTaughtClass" });
export type NewClass = z.infer<typeof NewClass>;

export const ClassEdit = z.strictObject({ name: className }).meta({ id: "TaughtClassEdit" });

const classShapes = { id: id<"class">(), schoolYear: z.string(), grade: z.string(), name: z.string() };
export const TaughtClass = z
  .object({
    ...classShapes,
    campus: UnitReference,
    subject: z.string(),
    teachers: z.array(PersonReference),
    can: z.object({
      edit: z.boolean(),
      tick: z.boolean().meta({ description: "Whether the caller teaches it." }),
      remove: z.boolean().meta({ description: "Whether the caller keeps the campus's list of classes." }),
    }),
  })
  .meta({ id: "TaughtClass" });

export const ClassQuery = z.strictObject({ campusId: id<"unit">(), schoolYear });
export const ClassList = z
  .object({
    items: z.array(TaughtClass),
    staff: z
      .array(PersonReference)
      .meta({ description: "Who can be named as a teacher; for the campus's lead." }),
  })
  .meta({ id: "TaughtClassList" });

export const Tick = z
  .strictObject({ taughtOn: day.optional().meta({ description: "Today, unless said." }) })
  .meta({ id: "Tick" });
export const TaughtOn = z.object({ taughtOn: day }).meta({ id: "TaughtOn" });

export const NoteEdit = z
  .strictObject({ text: writtenText.pipe(z.string().max(4000)) })
  .meta({ id: "RowNoteEdit" });
export const RowNote = z
  .object({
    text: z.string(),
    version: z.int().meta({ description: "Goes into If-Match. 0: there is none yet." }),
    editedAt: instant.nullable(),
  })
  .meta({ id: "RowNote", description: "The caller's own words about a row; nobody else reads them." });

export const Progress = z
  .object({
    total: z.int().meta({ description: "Periods of the whole plan." }),
    due: z.int().meta({ description: "Periods of rows whose weeks are over: they should have been taught." }),
    underWay: z.int().meta({ description: "Periods of rows whose weeks have begun and are not over." }),
    taught: z.int().meta({ description: "Periods of the rows that are ticked." }),
    difference: z.int().nullable().meta({
      description:
        "Periods ahead of the plan; negative: behind. Null where the calendar of the term is not set.",
    }),
  })
  .meta({ id: "ClassProgress" });
export type Progress = z.output<typeof Progress>;

export const PlanChoice = z
  .object({
    id: id<"plan">(),
    originId: id<"plan">().meta({ description: "Of a copy the plan that it is a copy of, else its own." }),
    title: z.string(),
    edition: z.string().nullable(),
    unit: UnitReference.meta({ description: "Whose plan it is: the campus's own or copy, or its group's." }),
  })
  .meta({ id: "PlanChoice" });

export const PlanStanding = z.enum(["only", "chosen", "open", "replaced"]).meta({
  id: "PlanStanding",
  description:
    "only: there is no other plan; chosen: by somebody, or by the first tick or note; open: the likeliest of several, until one is chosen; replaced: the chosen one can be taught by no longer, and this is the likeliest instead.",
});
export type PlanStanding = z.infer<typeof PlanStanding>;

export const PlanToFollow = z.strictObject({ planId: id<"plan">() }).meta({ id: "PlanToFollow" });

const followedShapes = {
  plan: PlanChoice.nullable(),
  choices: z
    .array(PlanChoice)
    .meta({ description: "The plans that the campus could teach by, likeliest first." }),
};

export const WeekQuery = z.strictObject({
  on: day.optional().meta({ description: "A day of the week that is asked for; today, unless said." }),
});

const TeachingRow = PlanRow.omit({ order: true })
  .extend({
    links: z.array(ShownLink),
    note: RowNote,
    taught: z.array(z.object({ classId: id<"class">(), taughtOn: day })),
  })
  .meta({ id: "TeachingRow" });

const Course = z
  .object({
    campus: UnitReference,
    subject: z.string(),
    grade: z.string(),
    classes: z.array(z.object({ ...classShapes, planStanding: PlanStanding, progress: Progress.nullable() })),
    ...followedShapes,
    weekCount: z.int().meta({ description: "Teaching weeks of the term; 0 where its calendar is not set." }),
    week: z
      .object({ number: z.int(), from: day, until: day, isExam: z.boolean() })
      .nullable()
      .meta({ description: "Null where no school is kept in that week." }),
    holidays: z.array(z.string()).meta({ description: "Of that calendar week." }),
    rows: z.array(TeachingRow),
    left: z
      .array(z.object({ rowId: id<"plan-row">(), about: z.string(), note: RowNote }))
      .meta({ description: "The caller's notes on rows that no plan of these classes has any longer." }),
  })
  .meta({ id: "TaughtCourse" });
export type Course = z.input<typeof Course>;

export const TeachingWeekPage = z
  .object({
    today: day,
    monday: day.meta({ description: "The calendar week that is shown begins then." }),
    term: z.string(),
    courses: z.array(Course),
  })
  .meta({ id: "MyTeachingWeek" });

export const ProgressQuery = z.strictObject({ term: schoolTerm.optional() });
export const ProgressPage = z
  .object({
    today: day,
    term: z.string(),
    campuses: z.array(
      z.object({
        campus: UnitReference,
        classes: z.array(
          z.object({
            ...classShapes,
            subject: z.string(),
            teachers: z.array(PersonReference),
            ...followedShapes,
            planStanding: PlanStanding,
            can: z.object({ choosePlan: z.boolean() }),
            progress: Progress.nullable().meta({ description: "Null where there is no plan." }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "TeachingProgress" });
