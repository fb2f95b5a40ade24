import { type RawBuilder, sql } from "kysely";
import { type Actor, scopeOf } from "../../actor.ts";
import { isVisibleTo } from "../resources/index.ts";
import { curatedUnitIds } from "./policy.ts";

/**
 * Who may see a collection, as a condition on tables `collection` and `unit`: a proposal its proposer, and once it is
 * submitted those who curate at its unit; a curated one whoever has its unit in scope. What was removed stays in sight of
 * who may bring it back.
 */
export const isCollectionVisibleTo = (actor: Actor): RawBuilder<boolean> => {
  if (actor.kind === "system") return sql<boolean>`true`;
  const personId = actor.kind === "user" ? actor.id : null;
  return sql<boolean>`(
    collection.state <> 'curated' and collection.proposer_id = ${personId}::uuid
    or collection.state = 'curated' and unit.path && ${curatedUnitIds(actor)}::uuid[]
    or collection.removed_at is null and (
      collection.state = 'curated' and collection.unit_id = any(${scopeOf(actor)}::uuid[])
      or collection.state in ('waiting', 'declined') and unit.path && ${curatedUnitIds(actor)}::uuid[]))`;
};

/** Which of its resources are shown, as a condition on table `resource`: those that the actor may see now. */
export const isShownTo = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`(resource.archived_at is null and ${isVisibleTo(actor)})`;
