import type { Context } from "../server/context.ts";
import { inTransaction } from "../server/db/transaction.ts";
import { todayOf } from "../server/modules/identity/index.ts";
import { layCalendars, listPlansInForce, listRowsInForce } from "../server/modules/plans/index.ts";
import { keepPlan } from "../server/modules/teaching/choose-plan.ts";
import { joinClass } from "../server/modules/teaching/edit-classes.ts";
import { loadClass, requireUser } from "../server/modules/teaching/load-class.ts";
import { yearOf } from "../server/modules/teaching/school-year.ts";
import { saveTick } from "../server/modules/teaching/tick-store.ts";
import { term } from "./demo-world/plans/calendars.ts";
import { type DemoTeaching, taughtClasses } from "./demo-world/taught-classes.ts";
import { asPersonCalled } from "./seed-resources.ts";
import { unitId } from "./seed-units.ts";

/** The rows that should have been taught by now, in order, each with the last day of its weeks. */
const dueRows = async (ctx: Context, { campus, grade, subject }: DemoTeaching) => {
  const campusId = unitId(campus);
  const plans = await listPlansInForce(ctx.db, [campusId], [term]);
  const plan = plans.find((one) => one.grade === grade && one.subject === subject);
  if (!plan) throw new Error(`${campus} has no plan for ${subject} in grade ${grade}`);
  const weeks = (await layCalendars(ctx, [campusId], term)).get(campusId)?.weeks ?? [];
  const rows = (await listRowsInForce(ctx, plan)).flatMap((row) => {
    const taughtOn = weeks[row.weeks.last - 1]?.until;
    return taughtOn && taughtOn < todayOf(ctx) ? [{ rowId: row.id, taughtOn }] : [];
  });
  return { plan, rows };
};

const seedCourse = async (base: Context, course: DemoTeaching): Promise<void> => {
  const ctx = await asPersonCalled(base, course.by);
  const by = { personId: requireUser(ctx).id, now: ctx.clock.now() };
  const { plan, rows } = await dueRows(ctx, course);
  for (const [name, rowsBehind] of course.classes) {
    const { grade, subject } = course;
    const named = { campusId: unitId(course.campus), schoolYear: yearOf(term), grade, subject, name };
    const { id: classId } = await joinClass(ctx, named);
    await keepPlan(ctx, await loadClass(ctx, classId), plan);
    for (const row of rows.slice(0, rows.length - rowsBehind))
      await saveTick(ctx.db, { classId, ...row, ...by });
  }
};

/** The demonstration's classes with what they were taught, wholly or not at all; nothing where there are classes already. */
export const seedTeaching = (ctx: Context): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (await ctx.db.selectFrom("taught_class").select("id").limit(1).executeTakeFirst()) return;
    for (const course of taughtClasses) await seedCourse(ctx, course);
  });
