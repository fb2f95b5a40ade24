import { z } from "zod";
import { id } from "../../http/shapes.ts";
import { schoolTerm } from "../resources/schema.ts";
import { GivenRow, NewPlan } from "./schema.ts";
import { tableStarts } from "./table-starts.ts";

const count = (most: number) => z.int().min(0).max(most);
const mostRows = 2001;
const mostColumns = 100;

/** What a column of a 教学进度表 may hold. `dates` only tells the week, where no column does; `weeksUntil` ends that of `weeks`. */
export const sheetFields = [
  "weeks",
  "weeksUntil",
  "dates",
  "unit",
  "lesson",
  "content",
  "periods",
  "homework",
  "equipment",
  "notes",
] as const;
export type SheetField = (typeof sheetFields)[number];

/** Says for good what a sheet's columns are: nothing is guessed then. */
const SheetLayout = z
  .strictObject({
    headerRow: count(mostRows).meta({
      description: "As a spreadsheet program numbers it; 0: there is none.",
    }),
    columns: z.array(z.enum(sheetFields).nullable()).max(mostColumns),
  })
  .refine(({ columns }) => {
    const starts = tableStarts(columns);
    return starts.every((from, place) => {
      const named = columns.slice(from, starts[place + 1]).filter((field) => field !== null);
      return new Set(named).size === named.length;
    });
  }, "Each meaning belongs to one column of a table; where weeks or dates come again, another table begins.")
  .meta({ id: "PlanSheetLayout" });

/** As the web client opens workbooks: cells as a spreadsheet program shows them, hidden sheets left out. */
export const PlanSheet = z
  .strictObject({
    name: z.string().max(255),
    rows: z.array(z.array(z.string().max(4000)).max(mostColumns)).max(mostRows),
    merges: z
      .array(
        z.strictObject({
          row: count(mostRows),
          column: count(mostColumns),
          rows: count(mostRows),
          columns: count(mostColumns),
        }),
      )
      .max(2000)
      .default([])
      .meta({ description: "Cells that are one, by their first (from 0) and how far they reach." }),
    layout: SheetLayout.optional(),
  })
  .meta({ id: "PlanSheet" });
export type PlanSheet = z.output<typeof PlanSheet>;

export const PlanReadingRequest = z
  .strictObject({
    fileName: z.string().min(1).max(255),
    sheets: z.array(PlanSheet).min(1).max(20),
    calendar: z
      .strictObject({ unitId: id<"unit">(), term: schoolTerm })
      .optional()
      .meta({ description: "Tells the teaching weeks of rows that only have dates." }),
  })
  .meta({ id: "PlanReadingRequest" });

export const sheetProblems = [
  "no-header",
  "no-week-column",
  "other-table",
  "no-week",
  "no-lesson",
  "week-unclear",
  "week-out-of-range",
  "no-such-day",
  "periods-unclear",
  "too-long",
  "too-many-rows",
  "too-much-text",
  "too-many-problems",
  "merges-not-filled",
] as const;

export const sheetNotices = [
  "weeks-not-in-order",
  "weeks-overlap",
  "weeks-guessed",
  "impossible-date",
  "dates-of-other-weeks",
  "periods-guessed",
] as const;

const number = z.int().meta({ description: "The row, as a spreadsheet program numbers it; 0: the sheet." });
export const SheetProblem = z
  .object({
    number,
    code: z.enum(sheetProblems),
    text: z.string().meta({ description: "What was not understood, as written." }),
  })
  .meta({ id: "PlanSheetProblem" });
export const SheetNotice = z
  .object({
    number,
    code: z.enum(sheetNotices),
    text: z.string().meta({ description: "What was taken so, as written." }),
  })
  .meta({ id: "PlanSheetNotice", description: "What was taken, and a person should look at." });
export type SheetNotice = z.output<typeof SheetNotice>;
export type SheetProblem = z.output<typeof SheetProblem>;

export const ReadSheet = z
  .object({
    name: z.string(),
    heading: NewPlan.pick({
      term: true,
      subject: true,
      grade: true,
      edition: true,
      volume: true,
      periodsPerWeek: true,
    })
      .partial()
      .extend({ title: z.string() })
      .meta({ description: "What the lines above the table and the names say; proposals." }),
    headerRow: z.int().nullable().meta({ description: "As a spreadsheet program numbers it." }),
    columns: z.array(z.object({ header: z.string(), field: z.enum(sheetFields).nullable() })),
    rows: z.array(z.object({ number: z.int(), row: GivenRow })),
    problems: z.array(SheetProblem),
    notices: z.array(SheetNotice),
  })
  .meta({ id: "ReadPlanSheet" });

export const PlanReading = z.object({ sheets: z.array(ReadSheet) }).meta({ id: "PlanReading" });
