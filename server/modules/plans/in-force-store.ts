import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { UnitId } from "../../ids.ts";
import type { PlanRow } from "./schema.ts";
import type { PlanId } from "./tables.ts";

type Db = Kysely<Database>;

/** The plan that a campus teaches a subject by in a grade. */
export interface PlanInForce {
  campusId: UnitId;
  id: PlanId;
  title: string;
  term: string;
  subject: string;
  grade: string;
  /** The published revision; null for a copy, which is taught by as it is. */
  number: number | null;
  /** When what it says was last changed. */
  changedAt: Date;
}

/**
 * For each of these campuses, terms, subjects and grades the one plan that is taught by: the campus's copy, else what the
 * campus has published itself, else what its group has; of several alike the latest.
 */
export const listPlansInForce = async (
  db: Db,
  campusIds: readonly UnitId[],
  terms: readonly string[],
): Promise<PlanInForce[]> => {
  const { rows } = await sql<PlanInForce>`
    select distinct on (campus.id, plan.term, plan.subject, plan.grade)
      campus.id as "campusId", plan.id, coalesce(published.header ->> 'title', plan.title) as title, plan.term, plan.subject,
      plan.grade, plan.current_number as number, coalesce(published.published_at, plan.updated_at) as "changedAt"
    from unit campus
    join plan on plan.unit_id = any(campus.path)
    left join plan_revision published on published.plan_id = plan.id and published.number = plan.current_number
    where campus.id = any(${[...campusIds]}::uuid[]) and plan.term = any(${[...terms]}::text[]) and plan.archived_at is null
      and (plan.current_number is not null or plan.upstream_id is not null and plan.unit_id = campus.id)
    order by campus.id, plan.term, plan.subject, plan.grade, plan.upstream_id is null, plan.unit_id <> campus.id,
      plan.created_at desc, plan.id`.execute(db);
  return rows;
};

/** What progress is measured by. */
export type PlannedRow = Pick<PlanRow, "id" | "weeks" | "periods">;

/** The rows of many plans, as campuses teach by them: a copy's as they are, else the last revision's. */
export const listPlannedRows = async (
  db: Db,
  plans: readonly Pick<PlanInForce, "id" | "number">[],
): Promise<Map<PlanId, PlannedRow[]>> => {
  const [copies, published] = [true, false].map((isCopy) => [
    ...new Set(plans.filter(({ number }) => (number === null) === isCopy).map(({ id }) => id)),
  ]);
  const { rows } = await sql<PlannedRow & { planId: PlanId }>`
    select plan_id as "planId", id, fields -> 'weeks' as weeks, (fields ->> 'periods')::int as periods
    from plan_row where plan_id = any(${copies}::uuid[]) and dropped_at is null
    union all
    select plan.id, (one ->> 'id')::uuid, one -> 'weeks', (one ->> 'periods')::int
    from plan join plan_revision revision on revision.plan_id = plan.id and revision.number = plan.current_number
    cross join jsonb_array_elements(revision.rows) as one
    where plan.id = any(${published}::uuid[])`.execute(db);
  return Map.groupBy(rows, ({ planId }) => planId);
};
