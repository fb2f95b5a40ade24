import type { z } from "zod";
import type { Context } from "../../context.ts";
import { todayOf } from "../identity/index.ts";
import { addDays, listRowsInForce, mondayOf, type PlanRow, showLinks } from "../plans/index.ts";
import { listTaughtClasses } from "./class-store.ts";
import { type Course, loadCourses } from "./courses.ts";
import { requireUser } from "./load-class.ts";
import { measureProgress } from "./measure-progress.ts";
import { listNotes, type NoteRow } from "./note-store.ts";
import { staffedCampusIds } from "./policy.ts";
import type { Course as CourseShape, TeachingWeekPage } from "./schema.ts";
import { termOn, yearOf } from "./school-year.ts";
import { listTicks } from "./tick-store.ts";
import { campusView, classNameView, followedView, noteView } from "./view.ts";

type Ticks = Awaited<ReturnType<typeof listTicks>>;

/** The teaching week that has a school day in the calendar week. */
const weekIn = ({ calendar }: Course, monday: string) =>
  calendar.weeks.find(({ schoolDays }) =>
    schoolDays.some(({ on }) => on >= monday && on <= addDays(monday, 6)),
  );

const rowsOfWeek = async (
  ctx: Context,
  course: Course,
  rows: readonly PlanRow[],
  ticks: Ticks,
  notes: readonly NoteRow[],
): Promise<CourseShape["rows"]> => {
  const shown = await showLinks(ctx, rows);
  return shown.map(({ order: _, ...row }) => ({
    ...row,
    note: noteView(notes.find(({ row_id }) => row_id === row.id)),
    taught: course.classes.flatMap(({ id }) => {
      const tick = ticks.get(id)?.find(({ row_id }) => row_id === row.id);
      return tick ? [{ classId: id, taughtOn: tick.taught_on }] : [];
    }),
  }));
};

const isOfCourse = (course: Course) => (note: NoteRow) =>
  note.campus_id === course.campusId && note.grade === course.grade && note.subject === course.subject;

interface PlannedCourse extends Course {
  /** Of the whole plan. */
  rows: PlanRow[];
}

/** The notes on rows that no plan of the courses has, each for the first course that it is of. */
const leftNotes = (courses: readonly PlannedCourse[], notes: readonly NoteRow[]) => {
  const keyOf = (campusId: string, rowId: string) => `${campusId}/${rowId}`;
  const known = new Set(courses.flatMap(({ campusId, rows }) => rows.map(({ id }) => keyOf(campusId, id))));
  const left = notes.filter(
    ({ campus_id, row_id, text }) => text !== "" && !known.has(keyOf(campus_id, row_id)),
  );
  return Map.groupBy(left, (note) => courses.find((course) => isOfCourse(course)(note)));
};

const courseView = async (
  ctx: Context,
  course: PlannedCourse,
  given: { monday: string; today: string; ticks: Ticks; notes: readonly NoteRow[]; left: readonly NoteRow[] },
): Promise<CourseShape> => {
  const { plan, calendar, rows } = course;
  const week = weekIn(course, given.monday);
  const ofWeek = rows.filter(({ weeks }) => week && weeks.first <= week.number && week.number <= weeks.last);
  const notes = given.notes.filter(isOfCourse(course));
  const sunday = addDays(given.monday, 6);
  return {
    campus: campusView(course.classes[0]),
    subject: course.subject,
    grade: course.grade,
    classes: course.classes.map((one) => {
      const taught = new Set(given.ticks.get(one.id)?.map(({ row_id }) => row_id));
      const progress = plan ? measureProgress(rows, taught, calendar.weeks, given.today) : null;
      return { ...classNameView(one), planStanding: one.standing, progress };
    }),
    ...followedView(course),
    weekCount: calendar.weeks.length,
    week: week ? { number: week.number, from: week.from, until: week.until, isExam: week.isExam } : null,
    holidays: calendar.holidays
      .filter(({ from, until }) => from <= sunday && until >= given.monday)
      .map(({ name }) => name),
    rows: await rowsOfWeek(ctx, course, ofWeek, given.ticks, notes),
    left: given.left.map((note) => ({ rowId: note.row_id, about: note.about, note: noteView(note) })),
  };
};

/** What the actor's classes are taught in the calendar week of a day. */
export const getTeachingWeek = async (
  ctx: Context,
  on: string | undefined,
): Promise<z.input<typeof TeachingWeekPage>> => {
  const { id } = requireUser(ctx);
  const today = todayOf(ctx);
  const shown = on ?? today;
  const [term, monday] = [termOn(shown), mondayOf(shown)];
  const classes = await listTaughtClasses(ctx.db, id, staffedCampusIds(ctx.actor), yearOf(term));
  const ticks = await listTicks(
    ctx.db,
    classes.map((one) => one.id),
  );
  const notes = await listNotes(ctx.db, id, term);
  const planned: PlannedCourse[] = [];
  for (const course of await loadCourses(ctx, classes, term))
    planned.push({ ...course, rows: course.plan ? await listRowsInForce(ctx, course.plan) : [] });
  const left = leftNotes(planned, notes);
  const courses: CourseShape[] = [];
  for (const course of planned)
    courses.push(
      await courseView(ctx, course, { monday, today, ticks, notes, left: left.get(course) ?? [] }),
    );
  return { today, monday, term, courses };
};
