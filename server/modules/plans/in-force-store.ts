import { type Kysely, sql } from "kysely";
import type { UnitKind } from "../../actor.ts";
import type { Database } from "../../db/schema.ts";
import type { UnitId } from "../../ids.ts";
import type { PlanRow } from "./schema.ts";
import type { PlanId } from "./tables.ts";

type Db = Kysely<Database>;

/** A plan that a campus can teach a subject by in a grade. */
export interface PlanInForce {
  campusId: UnitId;
  id: PlanId;
  /** Of a copy the plan that it is a copy of, else the plan itself: the rows of both have the same ids. */
  originId: PlanId;
  unitId: UnitId;
  unitKind: UnitKind;
  unitName: string;
  unitNameEn: string | null;
  title: string;
  edition: string | null;
  term: string;
  subject: string;
  grade: string;
  /** The published revision; null for a copy, which is taught by as it is. */
  number: number | null;
  /** When what it says was last changed. */
  changedAt: Date;
}

/**
 * The plans of these terms that each of these campuses can teach by, likeliest first: the campus's copies, then what it has
 * published itself, then what its group has; of several alike the one that was there first. A plan whose copy the campus
 * has is not named beside it.
 */
export const listPlansInForce = async (
  db: Db,
  campusIds: readonly UnitId[],
  terms: readonly string[],
): Promise<PlanInForce[]> => {
  const { rows } = await sql<PlanInForce>`
    select "campusId", id, "originId", "unitId", "unitKind", "unitName", "unitNameEn", title, edition, term, subject, grade,
      number, "changedAt"
    from (
      select distinct on (campus.id, coalesce(plan.upstream_id, plan.id))
        campus.id as "campusId", plan.id, coalesce(plan.upstream_id, plan.id) as "originId", unit.id as "unitId",
        unit.kind as "unitKind", unit.name as "unitName", unit.name_en as "unitNameEn",
        coalesce(published.header ->> 'title', plan.title) as title,
        case when published.number is null then plan.edition else published.header ->> 'edition' end as edition,
        plan.term, plan.subject, plan.grade, plan.current_number as number,
        coalesce(published.published_at, plan.updated_at) as "changedAt",
        plan.upstream_id is not null as is_copy, cardinality(unit.path) as depth,
        coalesce(first.published_at, plan.created_at) as since
      from unit campus
      join plan on plan.unit_id = any(campus.path)
      join unit on unit.id = plan.unit_id
      left join plan_revision first on first.plan_id = plan.id and first.number = 1
      left join plan_revision published on published.plan_id = plan.id and published.number = plan.current_number
      where campus.id = any(${[...campusIds]}::uuid[]) and plan.term = any(${[...terms]}::text[]) and plan.archived_at is null
        and (plan.current_number is not null or plan.upstream_id is not null and plan.unit_id = campus.id)
      order by campus.id, coalesce(plan.upstream_id, plan.id), plan.upstream_id is null
    ) plan
    order by "campusId", is_copy desc, depth desc, since, id`.execute(db);
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
