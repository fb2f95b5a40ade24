import type { z } from "zod";
import type { Context } from "../../context.ts";
import { todayOf } from "../identity/index.ts";
import { listPlannedRows } from "../plans/index.ts";
import { listOverseenClasses } from "./class-store.ts";
import { loadCourses } from "./courses.ts";
import { requireUser } from "./load-class.ts";
import { measureProgress } from "./measure-progress.ts";
import { canEditClass, overseenUnitIds, staffedCampusIds } from "./policy.ts";
import type { ProgressPage } from "./schema.ts";
import { termOn, yearOf } from "./school-year.ts";
import { listTicks } from "./tick-store.ts";
import { campusView, classNameView, followedView } from "./view.ts";

/** How far the actor's classes, and those of every campus that the actor oversees, have got in a term. */
export const listProgress = async (
  ctx: Context,
  wanted: string | undefined,
): Promise<z.input<typeof ProgressPage>> => {
  const { actor, db } = ctx;
  const today = todayOf(ctx);
  const term = wanted ?? termOn(today);
  const [own, overseen] = [staffedCampusIds(actor), overseenUnitIds(actor)];
  const known = await listOverseenClasses(db, requireUser(ctx).id, own, overseen, yearOf(term));
  const ticks = await listTicks(
    db,
    known.map(({ id }) => id),
  );
  // A class that was named by mistake and left again says nothing.
  const classes = known.filter(({ id, teachers }) => teachers.length > 0 || ticks.has(id));
  const courses = await loadCourses(ctx, classes, term);
  const plans = courses.flatMap(({ plan }) => plan ?? []);
  const rows = await listPlannedRows(db, plans);
  const lines = courses.flatMap((course) =>
    course.classes.map((one) => {
      const { plan, calendar, subject } = course;
      const taught = new Set(ticks.get(one.id)?.map(({ row_id }) => row_id));
      const planned = plan && (rows.get(plan.id) ?? []);
      const line = {
        ...classNameView(one),
        subject,
        teachers: one.teachers,
        ...followedView(course),
        planStanding: one.standing,
        can: { choosePlan: canEditClass(actor, one) },
        progress: planned && measureProgress(planned, taught, calendar.weeks, today),
      };
      return { campus: campusView(one), line };
    }),
  );
  const campuses = [...Map.groupBy(lines, ({ campus }) => campus.id).values()].map((ofCampus) => ({
    campus: (ofCampus[0] as (typeof lines)[number]).campus,
    classes: ofCampus.map(({ line }) => line),
  }));
  return { today, term, campuses };
};
