import type { Actor, Role } from "../../actor.ts";
import { Forbidden } from "../../errors.ts";
import type { UnitId } from "../../ids.ts";

/** What the rules need to know of a plan. */
export interface PlanFacts {
  unit_id: UnitId;
  unit_path: readonly UnitId[];
  upstream_id: string | null;
  current_number: number | null;
  archived_at: Date | null;
}

export type PlanAction = "edit" | "publish" | "archive" | "adopt" | "pull" | "oversee";

/** Each is posted at the kinds of unit whose plans are theirs to write: a group's lead writes no campus's plan. */
const writers: readonly Role[] = ["research-lead", "campus-lead", "group-lead"];

/** Where the actor writes plans: at the very unit of the posting, not below it. */
export const writtenUnitIds = (actor: Actor): UnitId[] =>
  actor.kind === "user"
    ? actor.postings.filter(({ role }) => writers.includes(role)).map(({ unitId }) => unitId)
    : [];

/** Units below which the actor reads every campus's plans: who leads a group, and the bureau's offices. */
export const overseenUnitIds = (actor: Actor): UnitId[] =>
  actor.kind === "user"
    ? actor.postings
        .filter(({ role }) => ["research-lead", "group-lead", "bureau-officer"].includes(role))
        .map(({ unitId }) => unitId)
    : [];

/** Has a group, or groups, whose campuses' copies stand side by side. */
export const overseesGroups = (actor: Actor): boolean =>
  actor.kind === "user" &&
  actor.postings.some(
    ({ unitId, unitKind }) =>
      (unitKind === "group" || unitKind === "bureau") && overseenUnitIds(actor).includes(unitId),
  );

/** Sees the plan as it is being written, and what is archived. */
export const isWriter = (actor: Actor, plan: Pick<PlanFacts, "unit_id">): boolean =>
  actor.kind === "system" || writtenUnitIds(actor).includes(plan.unit_id);

/** Readers of a published plan learn its number and not how often its draft is edited. */
export const revisionFor = (actor: Actor, plan: PlanFacts & { revision: number }): number =>
  isWriter(actor, plan) || plan.current_number === null ? plan.revision : plan.current_number;

export const canEdit = (actor: Actor, plan: PlanFacts): boolean =>
  plan.archived_at === null && isWriter(actor, plan);

/** A copy has no revisions of its own: its campus sees it as it is. */
export const canPublish = (actor: Actor, plan: PlanFacts): boolean =>
  plan.upstream_id === null && canEdit(actor, plan);

export const canArchive = isWriter;

/** Campuses below the plan's unit whose lead the actor is: the plan can be taken over there. */
export const adoptingCampusIds = (actor: Actor, plan: PlanFacts): UnitId[] =>
  actor.kind === "user" && plan.upstream_id === null && plan.current_number !== null && !plan.archived_at
    ? actor.postings
        .filter(({ role, path }) => role === "campus-lead" && path.slice(0, -1).includes(plan.unit_id))
        .map(({ unitId }) => unitId)
    : [];

const canAdopt = (actor: Actor, plan: PlanFacts): boolean => adoptingCampusIds(actor, plan).length > 0;

/** Others of the campus may prepare a copy; what comes from above is let in by its lead. */
export const canPull = (actor: Actor, plan: PlanFacts): boolean =>
  plan.upstream_id !== null &&
  plan.archived_at === null &&
  actor.kind === "user" &&
  actor.postings.some(({ role, unitId }) => role === "campus-lead" && unitId === plan.unit_id);

/** How far the campuses follow is for who leads the group, and for the bureau's offices. */
export const canOversee = (actor: Actor, plan: Pick<PlanFacts, "unit_path">): boolean =>
  actor.kind === "system" || overseenUnitIds(actor).some((unitId) => plan.unit_path.includes(unitId));

/** The group's lead keeps its calendar, the campus's lead what the campus has otherwise. */
export const canEditCalendar = (actor: Actor, unitId: UnitId): boolean =>
  actor.kind === "user" &&
  actor.postings.some(
    (posting) => posting.unitId === unitId && ["group-lead", "campus-lead"].includes(posting.role),
  );

/** The bureau's administrator keeps its list of public holidays. */
export const canEditHolidays = (actor: Actor, bureauId: UnitId): boolean =>
  actor.kind === "user" &&
  actor.postings.some(({ unitId, role }) => unitId === bureauId && role === "bureau-administrator");

/** What a copy's upstream is to it now. */
export const upstreamStatus = (
  copy: PlanFacts & { is_pinned: boolean },
  upstream: PlanFacts,
): "following" | "pinned" | "archived" | "left" => {
  if (!copy.unit_path.includes(upstream.unit_id)) return "left";
  if (upstream.archived_at) return "archived";
  return copy.is_pinned ? "pinned" : "following";
};

const rules: Record<PlanAction, (actor: Actor, plan: PlanFacts) => boolean> = {
  edit: canEdit,
  publish: canPublish,
  archive: canArchive,
  adopt: canAdopt,
  pull: canPull,
  oversee: canOversee,
};

export const planAbilities = (actor: Actor, plan: PlanFacts) => ({
  edit: canEdit(actor, plan),
  publish: canPublish(actor, plan),
  archive: canArchive(actor, plan),
  adopt: adoptingCampusIds(actor, plan),
  pull: canPull(actor, plan),
  oversee: canOversee(actor, plan),
});

declare const may: unique symbol;
/** Proof that the actor may do `Action` with this very plan; only `authorize` makes one. */
export type Authorized<Plan, Action extends PlanAction> = Plan & { readonly [may]: Action };

/** Throws Forbidden unless the actor may. The plan must have been loaded as visible, so that 404 came first. */
export const authorize = <Action extends PlanAction, Plan extends PlanFacts>(
  actor: Actor,
  action: Action,
  plan: Plan,
): Authorized<Plan, Action> => {
  if (!rules[action](actor, plan)) throw new Forbidden();
  return plan as Authorized<Plan, Action>;
};
