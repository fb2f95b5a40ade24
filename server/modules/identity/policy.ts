import { type Actor, hasRoleOver, type Role, type UnitKind } from "../../actor.ts";
import type { UnitId } from "../../ids.ts";

interface Place {
  kind: UnitKind;
  path: readonly UnitId[];
}

/** Each role is posted at its own kinds of unit (domain: people and rights). */
const unitKindsOfRole: Record<Role, readonly UnitKind[]> = {
  teacher: ["campus", "teaching-point"],
  "research-lead": ["group", "campus"],
  "campus-lead": ["campus"],
  "group-lead": ["group"],
  "bureau-officer": ["bureau"],
  "bureau-administrator": ["bureau"],
};

export const fitsUnit = (role: Role, kind: UnitKind): boolean => unitKindsOfRole[role].includes(kind);

const administrators: readonly Role[] = ["group-lead", "bureau-administrator"];

/** Opening a unit below `parent`: the bureau's administrator anywhere below the bureau, a group's lead below the group. */
export const canCreateUnit = (actor: Actor, parent: Place): boolean =>
  hasRoleOver(actor, administrators, parent.path);

/** Taking a unit from below one place to below another is for who may open units at both. */
export const canMoveUnit = (actor: Actor, unit: Pick<Place, "path">, parent: Place): boolean =>
  hasRoleOver(actor, administrators, unit.path.slice(0, -1)) && canCreateUnit(actor, parent);

/** Giving or ending a posting. Nobody hands out a role at or above the level that the own role administers. */
export const canPost = (actor: Actor, place: Place, role: Role): boolean => {
  if (role === "bureau-administrator" || role === "bureau-officer" || role === "group-lead") {
    return hasRoleOver(actor, ["bureau-administrator"], place.path);
  }
  return hasRoleOver(
    actor,
    [...administrators, ...(role === "teacher" ? (["campus-lead"] as const) : [])],
    place.path,
  );
};

export const canAdminister = (actor: Actor): boolean =>
  actor.kind === "system" ||
  (actor.kind === "user" &&
    actor.postings.some(({ role }) => administrators.includes(role) || role === "campus-lead"));
