import type { Actor, Role } from "../../actor.ts";
import type { PersonId, UnitId } from "../../ids.ts";

/** What the rules need to know of a class. */
export interface ClassFacts {
  campus_id: UnitId;
  campus_path: readonly UnitId[];
  teachers: readonly { id: PersonId }[];
}

/** The campuses where the actor works today; who works at a teaching point teaches classes of its campus. */
export const staffedCampusIds = (actor: Actor): UnitId[] => {
  if (actor.kind !== "user") return [];
  const ids = actor.postings.flatMap(({ unitKind, unitId, path }) =>
    unitKind === "campus" ? [unitId] : unitKind === "teaching-point" ? path.slice(-2, -1) : [],
  );
  return [...new Set(ids)];
};

export const isStaff = (actor: Actor, campusId: UnitId): boolean =>
  staffedCampusIds(actor).includes(campusId);

/** Keeps the campus's list of classes: who teaches what, for everybody. */
export const leadsCampus = (actor: Actor, campusId: UnitId): boolean =>
  actor.kind === "user" &&
  actor.postings.some(({ role, unitId }) => role === "campus-lead" && unitId === campusId);

/** Ticks and notes are of those who teach the class and still work at its campus. */
export const isTeacherOf = (actor: Actor, one: ClassFacts): boolean =>
  actor.kind === "user" && isStaff(actor, one.campus_id) && one.teachers.some(({ id }) => id === actor.id);

export const canEditClass = (actor: Actor, one: ClassFacts): boolean =>
  isTeacherOf(actor, one) || leadsCampus(actor, one.campus_id);

const overseers: readonly Role[] = ["campus-lead", "research-lead", "group-lead", "bureau-officer"];

/** Units at and below which the actor sees how far every class has got. */
export const overseenUnitIds = (actor: Actor): UnitId[] =>
  actor.kind === "user"
    ? actor.postings.filter(({ role }) => overseers.includes(role)).map(({ unitId }) => unitId)
    : [];
