import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import { guessFields, listTerms } from "../vocabulary/index.ts";
import { getCalendar } from "./get-calendar.ts";
import { readPlanSheet } from "./read-plan-sheet.ts";
import type { PlanReading, PlanReadingRequest, ReadSheet } from "./reading-schema.ts";
import { NewPlan } from "./schema.ts";
import { newAllowance } from "./sheet-cells.ts";

const titleOf = (above: readonly string[], fallback: string): string =>
  (above.map((cell) => cell.trim()).find((cell) => cell !== "") ?? fallback).slice(0, 200);

/** "周课时：7", "每周 7 课时": what the lines above a table say. */
const weeklyPeriodsOf = (above: readonly string[]): number | undefined => {
  const found = /(?:周课时数?|每周)\D{0,3}(\d{1,2})(?!\d)/.exec(above.join(" ").normalize("NFKC"));
  const periods = NewPlan.shape.periodsPerWeek.safeParse(Number(found?.[1]));
  return periods.data;
};

/** Names that programs give to sheets which nobody named. */
const unnamed = /^(?:sheet|工作表)\s*\d*$/i;

/** How each sheet of a workbook is understood as a term plan; nothing is written. */
export const readPlanFile = async (
  ctx: Context,
  { fileName, sheets, calendar }: z.output<typeof PlanReadingRequest>,
): Promise<z.input<typeof PlanReading>> => {
  const terms = (await listTerms(ctx.db)).filter((term) => term.is_active);
  const weeks = calendar ? (await getCalendar(ctx, calendar.unitId, calendar.term)).weeks : [];
  const bareName = fileName.replace(/\.[^.]*$/, "");
  const allowance = newAllowance();
  const read: z.input<typeof ReadSheet>[] = [];
  for (const sheet of sheets) {
    // A full sheet takes some ten milliseconds: other requests have their turn in between.
    await setImmediate();
    const { above, ...rest } = readPlanSheet(sheet, weeks, allowance);
    const title = titleOf(above, unnamed.test(sheet.name) ? bareName : sheet.name);
    const folders = [bareName, sheet.name];
    const guess = guessFields({ fileName: above.join(" ").slice(0, 200) || title, folders }, terms);
    const { subject, grade, term, edition, volume } = guess;
    const periodsPerWeek = weeklyPeriodsOf(above);
    const heading = { subject, grade, term, edition, volume, periodsPerWeek };
    const known = Object.entries(heading).filter(([, value]) => value !== undefined);
    read.push({ name: sheet.name, heading: { title, ...Object.fromEntries(known) }, ...rest });
  }
  return { sheets: read };
};
