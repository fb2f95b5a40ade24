import { expect } from "vitest";
import type { PersonId } from "../../server/ids.ts";
import { joinClass } from "../../server/modules/teaching/edit-classes.ts";
import { createFeed } from "../../server/modules/teaching/edit-feeds.ts";
import { editNote } from "../../server/modules/teaching/edit-note.ts";
import type { ClassId, RowId } from "../../server/modules/teaching/tables.ts";
import { tickRow } from "../../server/modules/teaching/tick-row.ts";
import { actingAs } from "../support/acting.ts";
import { followsClass, staffedCampuses, teachesClass } from "../support/class-model.ts";
import { get } from "./ask-in-world.ts";
import type { World } from "./random-world.ts";

const schoolYear = "2026-2027";
const day = "2026-09-01";

const teach = async (world: World, teacherId: PersonId, index: number): Promise<void> => {
  const { model, system } = world;
  const [campusId] = staffedCampuses(model, teacherId);
  if (!campusId) return;
  const teacher = await actingAs(system, teacherId);
  const name = `${index}号班`;
  const { id } = await joinClass(teacher, { campusId, schoolYear, grade: "3", subject: "chinese", name });
  const feed = new URL((await createFeed(teacher, null)).address).pathname;
  const { body } = await get(world, teacherId, "/api/teaching-progress");
  const classes = body.campuses.flatMap((campus: { classes: unknown[] }) => campus.classes);
  const { plan } = classes.find((one: { id: ClassId }) => one.id === id);
  let note: string | null = null;
  if (plan) {
    note = `只有教师${index}知道`;
    const shown = (await get(world, teacherId, `/api/plans/${plan.id}`)).body;
    const rowId = shown.rows[0].id as RowId;
    await tickRow(teacher, id, rowId, day);
    await editNote(teacher, id, rowId, note, undefined);
  }
  model.classes.push({ id, campusId, teacherId, name, note, feed });
};

/** Who works at a campus teaches a class there, ticks and notes a row where there is a plan, and has a calendar. */
export const teachClasses = async (world: World): Promise<void> => {
  for (const [index, person] of world.model.people.entries()) await teach(world, person, index);
};

const idsIn = (groups: { classes: { id: string }[] }[]): string[] =>
  groups.flatMap(({ classes }) => classes.map(({ id }) => id)).sort();

const holdTeachingOf = async (world: World, reader: PersonId): Promise<void> => {
  const { model } = world;
  const ids = (mayHave: typeof teachesClass) =>
    model.classes
      .filter((one) => mayHave(model, reader, one))
      .map(({ id }) => id)
      .sort();
  const week = await get(world, reader, "/api/teaching-week");
  expect(idsIn(week.body.courses), "classes of the week").toEqual(ids(teachesClass));
  const progress = await get(world, reader, "/api/teaching-progress");
  expect(idsIn(progress.body.campuses), "progress").toEqual(ids(followsClass));
  const told = JSON.stringify([week.body, progress.body]);
  for (const { note, teacherId } of model.classes)
    if (note && teacherId !== reader) expect(told.includes(note), "a note leaks").toBe(false);
  for (const { id, campusId } of model.classes.slice(0, 2)) {
    const { status, body } = await get(
      world,
      reader,
      `/api/taught-classes?campusId=${campusId}&schoolYear=${schoolYear}`,
    );
    const isStaff = staffedCampuses(model, reader).includes(campusId);
    expect(status === 200, "a campus's classes").toBe(isStaff);
    if (isStaff) expect(body.items.map((one: { id: string }) => one.id)).toContain(id);
  }
};

/** A calendar is read by whoever knows its address, and says what its owner may see now. */
const holdFeeds = async (world: World): Promise<void> => {
  const { model } = world;
  for (const { feed, teacherId } of model.classes) {
    const { status, body } = await get(world, null, feed);
    expect(status, "calendar").toBe(staffedCampuses(model, teacherId).length > 0 ? 200 : 404);
    if (status !== 200) continue;
    const text = Buffer.from(body).toString().replaceAll("\r\n ", "");
    for (const one of model.classes) {
      if (!teachesClass(model, teacherId, one)) expect(text, "a calendar leaks").not.toContain(one.name);
      if (one.note) expect(text, "a note leaks into a calendar").not.toContain(one.note);
    }
  }
};

/** Classes, ticks, notes and calendars, for everybody. */
export const holdTeaching = async (world: World): Promise<void> => {
  await Promise.all(world.model.people.map((reader) => holdTeachingOf(world, reader)));
  await holdFeeds(world);
  expect((await get(world, null, "/api/teaching-week")).status, "week for nobody").toBe(401);
};
