import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ResourceId, UnitId } from "../../ids.ts";

/** Of these resources those that are public or shared with one of the units now, and readers' revision of each. */
export const listSharedRevisions = async (
  db: Kysely<Database>,
  ids: readonly ResourceId[],
  unitIds: readonly UnitId[],
): Promise<[ResourceId, number][]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: ResourceId; public_revision: number }>`
    select id, public_revision from resource
    where id = any(${[...ids]}::uuid[]) and published_at is not null and archived_at is null
      and (sharing = 'public' or shared_with_unit_id = any(${[...unitIds]}::uuid[]))`.execute(db);
  return rows.map(({ id, public_revision }) => [id, public_revision]);
};
