import { type RawBuilder, sql } from "kysely";
import { type Actor, type Role, scopeOf } from "../../actor.ts";
import type { UnitId } from "../../ids.ts";

const authorIdOf = (actor: Actor) => (actor.kind === "user" ? actor.id : null);

const unitsPostedAs = (actor: Actor, allowed: readonly Role[]): UnitId[] =>
  actor.kind === "user"
    ? actor.postings.filter(({ role }) => allowed.includes(role)).map(({ unitId }) => unitId)
    : [];

/** Campuses whose archived resources the actor looks after. */
const ledCampusIds = (actor: Actor): UnitId[] => unitsPostedAs(actor, ["campus-lead"]);

/** Units whose quarantined files, and those below, the actor looks after. */
export const quarantineUnitIds = (actor: Actor): UnitId[] =>
  unitsPostedAs(actor, ["campus-lead", "bureau-administrator"]);

/**
 * Who may see a resource, as a condition on table `resource`: the author always; others what is published, not archived,
 * and public or shared with a unit of their scope; a campus lead also what the campus has archived, unless it was private.
 */
export const isVisibleTo = (actor: Actor): RawBuilder<boolean> => {
  if (actor.kind === "system") return sql<boolean>`true`;
  return sql<boolean>`(
    resource.author_id = ${authorIdOf(actor)}::uuid
    or resource.published_at is not null and resource.archived_at is null
      and (resource.sharing = 'public' or resource.shared_with_unit_id = any(${scopeOf(actor)}::uuid[]))
    or resource.archived_at is not null and resource.sharing <> 'private'
      and resource.owner_campus_id = any(${ledCampusIds(actor)}::uuid[]))`;
};

/**
 * Which versions of a resource that the actor may see, as a condition on tables `resource` and `resource_version`: the
 * current one, and of the older ones those that were shared with a unit of the actor's scope in their time; all to the author.
 */
export const isVersionVisibleTo = (actor: Actor): RawBuilder<boolean> => {
  if (actor.kind === "system") return sql<boolean>`true`;
  return sql<boolean>`(
    resource_version.id = resource.current_version_id
    or resource.author_id = ${authorIdOf(actor)}::uuid
    or exists (
      select 1 from version_shared_with shared where shared.version_id = resource_version.id
      and (shared.unit_id is null or shared.unit_id = any(${scopeOf(actor)}::uuid[]))))`;
};
