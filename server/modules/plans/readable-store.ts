import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { UnitId } from "../../ids.ts";
import type { PlanId } from "./tables.ts";

/**
 * Of these plans those that readers see now, at one of `unitIds` or at or below one of `overseenIds`, and readers' revision
 * of each: the number of the last one published, or the revision of a copy.
 */
export const listReadableRevisions = async (
  db: Kysely<Database>,
  ids: readonly PlanId[],
  unitIds: readonly UnitId[],
  overseenIds: readonly UnitId[],
): Promise<[PlanId, number][]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: PlanId; revision: number }>`
    select plan.id, coalesce(plan.current_number, plan.revision) as revision
    from plan join unit on unit.id = plan.unit_id
    where plan.id = any(${[...ids]}::uuid[]) and plan.archived_at is null
      and (plan.current_number is not null or plan.upstream_id is not null)
      and (plan.unit_id = any(${[...unitIds]}::uuid[]) or unit.path && ${[...overseenIds]}::uuid[])`.execute(
    db,
  );
  return rows.map(({ id, revision }) => [id, revision]);
};
