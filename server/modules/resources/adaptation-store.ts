import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ResourceId, UnitId } from "../../ids.ts";

type Db = Kysely<Database>;

/** Which adaptations of `original` count: what others than its author have out, for more than themselves. */
const isCounted = sql<boolean>`(
  resource.published_at is not null and resource.archived_at is null and resource.sharing <> 'private'
  and resource.author_id <> original.author_id)`;

/** Counts the adaptations of a resource that the caller has locked; answers whether there are more or fewer than before. */
export const recountAdaptations = async (db: Db, id: ResourceId): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    update resource target set adaptation_count = counted.count
    from (
      select count(*)::int as count from resource join resource original on original.id = ${id}
      where resource.adapted_from_resource_id = original.id and ${isCounted}
    ) counted
    where target.id = ${id} and target.adaptation_count <> counted.count`.execute(db);
  return numAffectedRows === 1n;
};

/** Of the counted ones those that meet the condition on table `resource`, by campus. */
export const countAdaptationsByCampus = async (
  db: Db,
  id: ResourceId,
  isVisible: RawBuilder<boolean>,
): Promise<{ campus_id: UnitId; count: number }[]> => {
  const { rows } = await sql<{ campus_id: UnitId; count: number }>`
    select resource.owner_campus_id as campus_id, count(*)::int as count
    from resource join resource original on original.id = ${id}
    where resource.adapted_from_resource_id = original.id and ${isCounted} and ${isVisible}
    group by resource.owner_campus_id`.execute(db);
  return rows;
};

/** The latest of what was made of a resource, published ones that meet the condition on table `resource`. */
export const listAdaptationIds = async (
  db: Db,
  id: ResourceId,
  isVisible: RawBuilder<boolean>,
  limit: number,
): Promise<ResourceId[]> => {
  const rows = await db
    .selectFrom("resource")
    .select("id")
    .where("adapted_from_resource_id", "=", id)
    .where("published_at", "is not", null)
    .where(isVisible)
    .orderBy("published_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
};
