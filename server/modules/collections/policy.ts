import { type Actor, hasRoleOver, type Role, scopeOf, type UnitKind } from "../../actor.ts";
import type { PersonId, UnitId } from "../../ids.ts";
import type { CollectionState } from "./tables.ts";

/** What the rules need to know of a unit. */
export interface PlaceFacts {
  unit_id: UnitId;
  unit_kind: UnitKind;
  unit_path: readonly UnitId[];
}

/** What the rules need to know of a collection. */
export interface CollectionFacts extends PlaceFacts {
  proposer_id: PersonId;
  state: CollectionState;
  removed_at: Date | null;
}

const curators: readonly Role[] = ["research-lead", "campus-lead", "group-lead"];

/** Units at and below which the actor curates. */
export const curatedUnitIds = (actor: Actor): UnitId[] =>
  actor.kind === "user"
    ? actor.postings.filter(({ role }) => curators.includes(role)).map(({ unitId }) => unitId)
    : [];

export const canCurate = (actor: Actor, { unit_path }: Pick<PlaceFacts, "unit_path">): boolean =>
  hasRoleOver(actor, curators, unit_path);

/** Collections are of campuses and groups; to them may propose whoever works there or below. */
export const canPropose = (actor: Actor, { unit_id, unit_kind, unit_path }: PlaceFacts): boolean =>
  (unit_kind === "campus" || unit_kind === "group") &&
  (scopeOf(actor).includes(unit_id) || canCurate(actor, { unit_path }));

export const isProposerOf = (actor: Actor, { proposer_id }: Pick<CollectionFacts, "proposer_id">): boolean =>
  actor.kind === "user" && actor.id === proposer_id;

/** A proposal is its proposer's until it is accepted, then the curators'. */
const isKeeper = (actor: Actor, one: CollectionFacts): boolean =>
  one.state === "curated" ? canCurate(actor, one) : isProposerOf(actor, one);

export const canEdit = (actor: Actor, one: CollectionFacts): boolean =>
  one.removed_at === null && isKeeper(actor, one);

export const canRemove = canEdit;

/** What was waiting comes back to wait, so that it may be submitted is asked anew. */
export const canRestore = (actor: Actor, one: CollectionFacts): boolean =>
  one.removed_at !== null && isKeeper(actor, one) && (one.state !== "waiting" || canPropose(actor, one));

/** Whoever may see a curated collection may propose a resource into it. */
export const canProposeEntry = (actor: Actor, one: CollectionFacts): boolean =>
  actor.kind === "user" && one.state === "curated" && one.removed_at === null;

type Step = (actor: Actor, one: CollectionFacts) => boolean;
const submits: Step = (actor, one) => isProposerOf(actor, one) && canPropose(actor, one);
const reopens: Step = (actor, one) => canCurate(actor, one);

/** Who may take a collection from one state to another; what is not here is no way to go. */
const steps: Record<CollectionState, Partial<Record<CollectionState, Step>>> = {
  draft: {
    waiting: submits,
    // Who curates there needs nobody's consent.
    curated: (actor, one) => isProposerOf(actor, one) && canCurate(actor, one),
  },
  waiting: { draft: isProposerOf, curated: canCurate, declined: canCurate },
  curated: { waiting: reopens },
  declined: { waiting: (actor, one) => submits(actor, one) || reopens(actor, one) },
};

export const canTake = (actor: Actor, one: CollectionFacts, to: CollectionState): boolean =>
  one.removed_at === null && (steps[one.state][to]?.(actor, one) ?? false);

export const collectionAbilities = (actor: Actor, one: CollectionFacts) => ({
  edit: canEdit(actor, one),
  proposeEntry: canProposeEntry(actor, one),
  remove: canRemove(actor, one),
  restore: canRestore(actor, one),
  take: (["draft", "waiting", "curated", "declined"] as const).filter((to) => canTake(actor, one, to)),
});

/** To others than who may change it a revision would tell that something came which they may not see. */
export const mayKnowRevision = (actor: Actor, one: CollectionFacts): boolean => {
  const { edit, restore, take } = collectionAbilities(actor, one);
  return edit || restore || take.length > 0;
};
