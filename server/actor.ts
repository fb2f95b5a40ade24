import type { PersonId, UnitId } from "./ids.ts";

export const unitKinds = ["bureau", "group", "campus", "teaching-point"] as const;
export type UnitKind = (typeof unitKinds)[number];

/** The roles of the field; `bureau-administrator` is the one bureau officer who opens groups and campuses. */
export const roles = [
  "teacher",
  "research-lead",
  "campus-lead",
  "group-lead",
  "bureau-officer",
  "bureau-administrator",
] as const;
export type Role = (typeof roles)[number];

/** A posting that holds today. `path` runs from the bureau down to the unit itself. */
export interface ActivePosting {
  unitId: UnitId;
  unitKind: UnitKind;
  path: UnitId[];
  role: Role;
}

export interface UserActor {
  kind: "user";
  /** How the person is known: a program with an API key may not change what lets people and programs in. */
  via: "session" | "api-key";
  id: PersonId;
  name: string;
  postings: ActivePosting[];
  /** Every unit on the ancestor lines of today's postings: what is shared with one of these may be seen. */
  scope: UnitId[];
}

export type Actor = UserActor | { kind: "public" } | { kind: "system" };

export const publicActor: Actor = { kind: "public" };
export const systemActor: Actor = { kind: "system" };

/** The units whose shared things the actor may see, besides what is public or the actor's own. */
export const scopeOf = (actor: Actor): UnitId[] => (actor.kind === "user" ? actor.scope : []);

/** Whether one of today's postings with one of these roles is at `unitId` or at an ancestor of it. */
export const hasRoleOver = (
  actor: Actor,
  allowed: readonly Role[],
  pathOfTarget: readonly UnitId[],
): boolean =>
  actor.kind === "system" ||
  (actor.kind === "user" &&
    actor.postings.some(
      (posting) => allowed.includes(posting.role) && pathOfTarget.includes(posting.unitId),
    ));
