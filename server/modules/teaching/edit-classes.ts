import type { z } from "zod";
import type { Context } from "../../context.ts";
import { inCreatingTransaction, inTransaction } from "../../db/transaction.ts";
import { Conflict, Forbidden, Invalid, NotFound } from "../../errors.ts";
import { newId, type PersonId, type UnitId } from "../../ids.ts";
import { appendEvent } from "../events/index.ts";
import { todayOf } from "../identity/index.ts";
import { canSeeUnit, findUnit } from "../units/index.ts";
import { findUnknownTerms } from "../vocabulary/index.ts";
import {
  type ClassRecord,
  deleteTeacher,
  insertTeacher,
  listCampusClasses,
  listStaff,
  renameClass,
  setRemoved,
  upsertClass,
} from "./class-store.ts";
import { loadClass, requireUser } from "./load-class.ts";
import { canEditClass, isStaff, leadsCampus } from "./policy.ts";
import type { ClassList, NewClass } from "./schema.ts";
import type { ClassId } from "./tables.ts";
import { classView } from "./view.ts";

/** Some 60 classes of 9 grades in a dozen subjects; more is a mistake or a program gone wild. */
const mostOfCampus = 1500;

const requireStaff = async (ctx: Context, campusId: UnitId): Promise<void> => {
  const unit = await findUnit(ctx.db, campusId);
  if (unit?.kind !== "campus" || !canSeeUnit(ctx, unit.path)) throw new NotFound();
  if (!isStaff(ctx.actor, campusId)) throw new Forbidden();
};

const note = (ctx: Context, kind: string, one: { id: ClassId; campus_id: UnitId }, data = {}) =>
  appendEvent(ctx, { kind, subject: { kind: "class", id: one.id }, unitId: one.campus_id, data });

/** The classes of a campus where the actor works, with who teaches them. */
export const listClasses = async (
  ctx: Context,
  campusId: UnitId,
  schoolYear: string,
): Promise<z.input<typeof ClassList>> => {
  await requireStaff(ctx, campusId);
  const classes = await listCampusClasses(ctx.db, campusId, schoolYear);
  return {
    items: classes.map((one) => classView(one, ctx.actor)),
    staff: leadsCampus(ctx.actor, campusId) ? await listStaff(ctx.db, campusId, todayOf(ctx)) : [],
  };
};

const checkTerms = async (ctx: Context, { subject, grade }: NewClass): Promise<void> => {
  const unknown = await findUnknownTerms(ctx.db, [
    { scheme: "subject", key: subject },
    { scheme: "grade", key: grade },
  ]);
  if (unknown.length === 0) return;
  const fields = unknown.map(({ scheme, key }) => ({
    path: scheme,
    code: "unknown-term",
    message: `"${key}" is not in the vocabulary`,
  }));
  throw new Invalid("class.vocabulary", "Some values are not in the vocabulary.", { fields });
};

const checkTeacher = async (ctx: Context, campusId: UnitId, teacherId: PersonId): Promise<void> => {
  if (!leadsCampus(ctx.actor, campusId)) throw new Forbidden();
  const staff = await listStaff(ctx.db, campusId, todayOf(ctx));
  if (staff.some(({ id }) => id === teacherId)) return;
  const field = {
    path: "teacherId",
    code: "unknown",
    message: "works at this campus no longer, or never did",
  };
  throw new Invalid("class.teacher", "This is no teacher of the campus.", { fields: [field] });
};

/** Names the actor, or somebody of the lead's campus, as a teacher of a class, which is made if it is new. */
export const joinClass = async (ctx: Context, input: NewClass): Promise<{ id: ClassId }> => {
  const { id: personId } = requireUser(ctx);
  await requireStaff(ctx, input.campusId);
  const { teacherId = personId, ...named } = input;
  if (teacherId !== personId) await checkTeacher(ctx, input.campusId, teacherId);
  await checkTerms(ctx, input);
  return inCreatingTransaction(ctx, async (ctx) => {
    const known = await listCampusClasses(ctx.db, input.campusId, input.schoolYear);
    if (known.length >= mostOfCampus)
      throw new Conflict("class.too-many", `A campus has at most ${mostOfCampus} classes a year.`);
    const id = await upsertClass(ctx.db, { id: newId() as ClassId, ...named, now: ctx.clock.now() });
    if (await insertTeacher(ctx.db, id, teacherId))
      await note(ctx, "class.joined", { id, campus_id: input.campusId }, { teacherId });
    return { id };
  });
};

const changeClass = (
  ctx: Context,
  id: ClassId,
  mayChange: (one: ClassRecord) => boolean,
  change: (ctx: Context, one: ClassRecord) => Promise<void>,
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const one = await loadClass(ctx, id);
    if (!mayChange(one)) throw new Forbidden();
    await change(ctx, one);
  });

export const nameClass = (ctx: Context, id: ClassId, name: string): Promise<void> =>
  changeClass(
    ctx,
    id,
    (one) => canEditClass(ctx.actor, one),
    async (ctx, one) => {
      if (!(await renameClass(ctx.db, one, name)))
        throw new Conflict("class.name-taken", "There is a class of this name already.");
      await note(ctx, "class.renamed", one, { before: one.name, after: name });
    },
  );

/** The class stays, with its ticks, for who teaches it next. */
export const leaveClass = (ctx: Context, id: ClassId, personId: PersonId): Promise<void> =>
  changeClass(
    ctx,
    id,
    (one) => requireUser(ctx).id === personId || leadsCampus(ctx.actor, one.campus_id),
    async (ctx, one) => {
      if (!one.teachers.some((teacher) => teacher.id === personId)) throw new NotFound();
      await deleteTeacher(ctx.db, id, personId);
      await note(ctx, "class.left", one, { teacherId: personId });
    },
  );

/** Takes a class out of all lists; naming it again brings it back with its ticks. */
export const removeClass = (ctx: Context, id: ClassId): Promise<void> =>
  changeClass(
    ctx,
    id,
    (one) => leadsCampus(ctx.actor, one.campus_id),
    async (ctx, one) => {
      await setRemoved(ctx.db, id, ctx.clock.now());
      await note(ctx, "class.removed", one);
    },
  );
