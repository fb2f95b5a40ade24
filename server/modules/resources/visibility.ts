import { type RawBuilder, sql } from "kysely";
import { type Actor, scopeOf } from "../../actor.ts";
import type { UnitId } from "../../ids.ts";

/** Campuses whose archived resources the actor looks after. */
const ledCampusIds = (actor: Actor): UnitId[] =>
  actor.kind === "user"
    ? actor.postings.filter(({ role }) => role === "campus-lead").map(({ unitId }) => unitId)
    : [];

/**
 * Who may see a resource, as a condition on table `resource`: the author always; others what is published, not archived,
 * and public or shared with a unit of their scope; a campus lead also what the campus has archived, unless it was private.
 */
export const isVisibleTo = (actor: Actor): RawBuilder<boolean> => {
  if (actor.kind === "system") return sql<boolean>`true`;
  const authorId = actor.kind === "user" ? actor.id : null;
  return sql<boolean>`(
    resource.author_id = ${authorId}::uuid
    or resource.published_at is not null and resource.archived_at is null
      and (resource.sharing = 'public' or resource.shared_with_unit_id = any(${scopeOf(actor)}::uuid[]))
    or resource.archived_at is not null and resource.sharing <> 'private'
      and resource.owner_campus_id = any(${ledCampusIds(actor)}::uuid[]))`;
};
