import { type RawBuilder, sql } from "kysely";
import { type Actor, scopeOf } from "../../actor.ts";
import { overseenUnitIds, writtenUnitIds } from "./policy.ts";

/** Whose plan it is to write, as a condition on table `plan`. */
export const isPlanWrittenBy = (actor: Actor): RawBuilder<boolean> =>
  sql<boolean>`plan.unit_id = any(${writtenUnitIds(actor)}::uuid[])`;

/**
 * Who may see a plan, as a condition on tables `plan` and `unit`: those who write it always; others what is published, or
 * a copy, and not archived, of a unit of their scope or below one that they oversee.
 */
export const isPlanVisibleTo = (actor: Actor): RawBuilder<boolean> => {
  if (actor.kind === "system") return sql<boolean>`true`;
  return sql<boolean>`(
    ${isPlanWrittenBy(actor)}
    or plan.archived_at is null and (plan.current_number is not null or plan.upstream_id is not null)
      and (plan.unit_id = any(${scopeOf(actor)}::uuid[]) or unit.path && ${overseenUnitIds(actor)}::uuid[]))`;
};
