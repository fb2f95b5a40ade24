import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, UnitId } from "../../ids.ts";
import type { CalendarRules } from "./calendar-schema.ts";
import type { PlanId } from "./tables.ts";

type Db = Kysely<Database>;

export interface CalendarRecord {
  rules: CalendarRules;
  revision: number;
  edited_at: Date;
}

/** What these units have set for a term. */
export const findCalendars = async (
  db: Db,
  unitIds: readonly UnitId[],
  term: string,
): Promise<Map<UnitId, CalendarRecord>> => {
  const rows = await db
    .selectFrom("term_calendar")
    .select(["unit_id", "rules", "revision", "edited_at"])
    .where("unit_id", "=", sql<UnitId>`any(${[...unitIds]}::uuid[])`)
    .where("term", "=", term)
    .execute();
  return new Map(rows.map(({ unit_id, ...record }) => [unit_id, record]));
};

/**
 * Writes a unit's rules if their revision is still `revision` (0: there are none yet; undefined: whatever it is). Answers
 * whether it was.
 */
export const saveCalendar = async (
  db: Db,
  calendar: { unitId: UnitId; term: string; rules: CalendarRules; editedBy: PersonId; now: Date },
  revision: number | undefined,
): Promise<boolean> => {
  const { rows } = await sql`insert into term_calendar (unit_id, term, rules, edited_by, edited_at)
    select ${calendar.unitId}, ${calendar.term}, ${JSON.stringify(calendar.rules)}::jsonb, ${calendar.editedBy}, ${calendar.now}
    where ${revision ?? 0} = 0 or exists (
      select 1 from term_calendar where unit_id = ${calendar.unitId} and term = ${calendar.term})
    on conflict (unit_id, term) do update set rules = excluded.rules, edited_by = excluded.edited_by,
      edited_at = excluded.edited_at, revision = term_calendar.revision + 1
      where ${revision ?? null}::integer is null or term_calendar.revision = ${revision ?? 0}
    returning revision`.execute(db);
  return rows.length > 0;
};

export interface RowBeyond {
  planId: PlanId;
  planTitle: string;
  /** The last of its weeks. */
  week: number;
  name: string;
}

const mostNamed = 20;

/** The first rows of a unit's plans of a term that stand in weeks after `lastWeek`, and how many there are in all. */
export const listRowsBeyond = async (
  db: Db,
  unitId: UnitId,
  term: string,
  lastWeek: number,
): Promise<{ count: number; first: RowBeyond[] }> => {
  const week = sql<number>`(plan_row.fields -> 'weeks' ->> 'last')::int`;
  const { rows } = await sql<RowBeyond & { count: number }>`
    select plan.id as "planId", plan.title as "planTitle", ${week} as week,
      coalesce(nullif(plan_row.fields ->> 'lesson', ''), nullif(plan_row.fields ->> 'content', ''),
        plan_row.fields ->> 'unit', '') as name,
      (count(*) over ())::int as count
    from plan_row join plan on plan.id = plan_row.plan_id
    where plan.unit_id = ${unitId} and plan.term = ${term} and plan.archived_at is null
      and plan_row.dropped_at is null and ${week} > ${lastWeek}
    order by plan.title, plan.id, week, plan_row.id
    limit ${mostNamed}`.execute(db);
  return { count: rows[0]?.count ?? 0, first: rows.map(({ count: _count, ...row }) => row) };
};

/**
 * How many rows of the plans that these units teach by stand in weeks after each unit's last, by unit, of those that
 * `isVisible` lets through: of copies as they are, of their own plans as they are published.
 */
export const countRowsBeyondAt = async (
  db: Db,
  isVisible: RawBuilder<boolean>,
  term: string,
  bounds: readonly { unitId: UnitId; lastWeek: number }[],
): Promise<Map<UnitId, number>> => {
  const { rows } = await sql<{ unitId: UnitId; count: number }>`
    with shown as (
      select plan.id, plan.unit_id, plan.upstream_id, plan.current_number, bound."lastWeek" as last_week
      from jsonb_to_recordset(${JSON.stringify(bounds)}::jsonb) as bound ("unitId" uuid, "lastWeek" int)
      join plan on plan.unit_id = bound."unitId"
      join unit on unit.id = plan.unit_id
      where plan.term = ${term} and plan.archived_at is null and ${isVisible}
    ), planned as (
      select shown.unit_id, shown.last_week, row.fields
      from shown join plan_row row on row.plan_id = shown.id
      where shown.upstream_id is not null and row.dropped_at is null
      union all
      select shown.unit_id, shown.last_week, given.row
      from shown
      join plan_revision revision on revision.plan_id = shown.id and revision.number = shown.current_number
      cross join lateral jsonb_array_elements(revision.rows) as given (row)
    )
    select unit_id as "unitId", count(*)::int as count from planned
    where (fields -> 'weeks' ->> 'last')::int > last_week
    group by unit_id`.execute(db);
  return new Map(rows.map(({ unitId, count }) => [unitId, count]));
};
