import type { Context } from "../../context.ts";
import type { UnitId } from "../../ids.ts";
import { type LaidCalendar, layCalendars, listPlansInForce, type PlanInForce } from "../plans/index.ts";
import type { ClassRecord } from "./class-store.ts";

/** What classes of one grade at a campus are taught in one subject, and when. */
export interface Course {
  campusId: UnitId;
  grade: string;
  subject: string;
  /** At least one, all of one campus, grade and subject. */
  classes: [ClassRecord, ...ClassRecord[]];
  plan: PlanInForce | null;
  calendar: LaidCalendar;
}

const unknownCalendar: LaidCalendar = { weeks: [], holidays: [], changedAt: null };

const keyOf = (campusId: string, grade: string, subject: string) => `${campusId}/${grade}/${subject}`;

/** The classes by campus, grade and subject, in the order in which they come, each with the plan and calendar of a term. */
export const loadCourses = async (
  ctx: Context,
  classes: readonly ClassRecord[],
  term: string,
): Promise<Course[]> => {
  const campusIds = [...new Set(classes.map(({ campus_id }) => campus_id))];
  const plans = new Map(
    (await listPlansInForce(ctx.db, campusIds, [term])).map((plan) => [
      keyOf(plan.campusId, plan.grade, plan.subject),
      plan,
    ]),
  );
  const calendars = await layCalendars(ctx, campusIds, term);
  const groups = Map.groupBy(classes, (one) => keyOf(one.campus_id, one.grade, one.subject));
  return [...groups].map(([key, group]) => {
    const [first] = group as Course["classes"];
    return {
      campusId: first.campus_id,
      grade: first.grade,
      subject: first.subject,
      classes: group as Course["classes"],
      plan: plans.get(key) ?? null,
      calendar: calendars.get(first.campus_id) ?? unknownCalendar,
    };
  });
};
