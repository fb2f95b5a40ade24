import type { Context } from "../../context.ts";
import type { UnitId } from "../../ids.ts";
import { type LaidCalendar, layCalendars } from "../plans/index.ts";
import type { ClassRecord } from "./class-store.ts";
import { type FollowedPlan, loadFollowedPlans } from "./follow-plan.ts";

export type ClassOfCourse = ClassRecord & Pick<FollowedPlan, "standing">;

/** What classes of one grade at a campus are taught in one subject by one plan, and when. */
export interface Course extends Omit<FollowedPlan, "standing"> {
  campusId: UnitId;
  grade: string;
  subject: string;
  /** At least one, all of one campus, grade, subject and plan. */
  classes: [ClassOfCourse, ...ClassOfCourse[]];
  calendar: LaidCalendar;
}

const unknownCalendar: LaidCalendar = { weeks: [], holidays: [], changedAt: null };

/** The classes by campus, grade, subject and plan, in the order in which they come, each with the calendar of a term. */
export const loadCourses = async (
  ctx: Context,
  classes: readonly ClassRecord[],
  term: string,
): Promise<Course[]> => {
  const campusIds = [...new Set(classes.map(({ campus_id }) => campus_id))];
  const followedBy = await loadFollowedPlans(ctx, classes, [term]);
  const calendars = await layCalendars(ctx, campusIds, term);
  const taught = classes.map((one) => ({ one, followed: followedBy(one, term) }));
  const groups = Map.groupBy(taught, ({ one, followed: { plan } }) =>
    [one.campus_id, one.grade, one.subject, plan?.id].join("/"),
  );
  return [...groups.values()].map((group) => {
    const [first] = group as [(typeof taught)[number]];
    return {
      plan: first.followed.plan,
      choices: first.followed.choices,
      campusId: first.one.campus_id,
      grade: first.one.grade,
      subject: first.one.subject,
      classes: group.map(({ one, followed: { standing } }) => ({
        ...one,
        standing,
      })) as Course["classes"],
      calendar: calendars.get(first.one.campus_id) ?? unknownCalendar,
    };
  });
};
