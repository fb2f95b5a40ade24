import { type Kysely, type RawBuilder, sql } from "kysely";
import { prepared } from "../../db/prepared.ts";
import type { Database } from "../../db/schema.ts";
import type { ResourceId } from "../../ids.ts";

type Db = Kysely<Database>;

/** A line of adaptations is followed no further than this; longer ones count as several. */
const mostSteps = 50;
const mostRelatives = 500;

/**
 * The resource and what it was adapted from and to, as far as one gets from one to the next through what meets the
 * condition: what the asker may not see joins nothing.
 */
export const listLine = async (
  db: Db,
  id: ResourceId,
  isVisible: RawBuilder<boolean>,
): Promise<ResourceId[]> => {
  const { rows } = await sql<{ id: ResourceId }>`${prepared}
    with recursive origin as (
      select id, adapted_from_resource_id, 0 as step from resource where id = ${id}
      union all
      select resource.id, resource.adapted_from_resource_id, origin.step + 1 from origin
      join resource on resource.id = origin.adapted_from_resource_id
      where origin.step < ${sql.lit(mostSteps)} and ${isVisible}
    ), line as (
      (select id from origin order by step desc limit 1)
      union
      select resource.id from line join resource on resource.adapted_from_resource_id = line.id where ${isVisible}
    )
    select id from line limit ${sql.lit(mostRelatives)}`.execute(db);
  return [...new Set([id, ...rows.map((row) => row.id)])];
};

/** For each of these ids where its line begins, by the same rule. */
export const findOrigins = async (
  db: Db,
  ids: readonly ResourceId[],
  isVisible: RawBuilder<boolean>,
): Promise<Map<ResourceId, ResourceId>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ asked: ResourceId; origin: ResourceId }>`${prepared}
    with recursive origin as (
      select id as asked, id, adapted_from_resource_id, 0 as step from resource where id = any(${[...ids]}::uuid[])
      union all
      select origin.asked, resource.id, resource.adapted_from_resource_id, origin.step + 1 from origin
      join resource on resource.id = origin.adapted_from_resource_id
      where origin.step < ${sql.lit(mostSteps)} and ${isVisible}
    )
    select distinct on (asked) asked, id as origin from origin order by asked, step desc`.execute(db);
  return new Map(rows.map((row) => [row.asked, row.origin]));
};
