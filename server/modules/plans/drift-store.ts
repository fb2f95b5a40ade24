import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { Corrected } from "./corrections.ts";
import type { PlanRow } from "./schema.ts";
import type { PlanId, SettledDifference } from "./tables.ts";

type Db = Kysely<Database>;

export interface DriftCounts {
  added: number;
  dropped: number;
  changed: number;
  /** Since when the first of those rows differs. */
  since: Date | null;
}

/**
 * How the rows of copies stand to the revisions that they took last, by copy. Counted where the rows are: a board of
 * hundreds of copies moves none of their tens of thousands of rows.
 */
export const countDrift = async (db: Db, copyIds: readonly PlanId[]): Promise<Map<PlanId, DriftCounts>> => {
  const { rows } = await sql<DriftCounts & { id: PlanId }>`
    with copy as (
      select id, upstream_id, taken_number from plan where id = any(${[...copyIds]}::uuid[])
    ), base as materialized (
      select taken.upstream_id, taken.taken_number, (given.row ->> 'id')::uuid as id, given.row - 'id' as fields
      from (select distinct upstream_id, taken_number from copy) taken
      join plan_revision revision on revision.plan_id = taken.upstream_id and revision.number = taken.taken_number
      cross join lateral jsonb_array_elements(revision.rows) as given (row)
    ), compared as materialized (
      select copy.id, ours.differs_since, ours.dropped_at is null as is_here,
        base.id is not null as was_there, ours.fields = base.fields as is_same
      from copy
      join plan_row ours on ours.plan_id = copy.id
      left join base on base.upstream_id = copy.upstream_id and base.taken_number = copy.taken_number
        and base.id = ours.id
      where ours.dropped_at is null or base.id is not null
    )
    select id,
      count(*) filter (where not was_there)::int as added,
      count(*) filter (where not is_here)::int as dropped,
      count(*) filter (where is_here and was_there and not is_same)::int as changed,
      min(differs_since) as since
    from compared group by id`.execute(db);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
};

/**
 * Notes which rows of a copy begin to differ from the revision that it took last, and which no longer do: those lose their
 * reasons and are answered. Whoever writes rows of a copy, or what it took, calls this after. `known` differences are back as
 * they were. A row that the campus itself added and drops keeps its reason for coming back; one that a pull drops does not.
 */
export const noteDifferences = async (
  db: Db,
  copyId: PlanId,
  now: Date,
  by: "hand" | "pull",
  known: readonly SettledDifference[] = [],
): Promise<SettledDifference[]> => {
  const { rows } = await sql<SettledDifference>`
    with base as materialized (
      select (given.row ->> 'id')::uuid as id, given.row - 'id' as fields
      from plan copy
      join plan_revision revision on revision.plan_id = copy.upstream_id and revision.number = copy.taken_number
      cross join lateral jsonb_array_elements(revision.rows) as given (row)
      where copy.id = ${copyId}
    ), compared as (
      select ours.id, ours.differs_since as since, ours.reason,
        case when ours.dropped_at is null then ours.fields is distinct from base.fields else base.id is not null end as differs
      from plan_row ours left join base on base.id = ours.id
      where ours.plan_id = ${copyId}
    ), noted as (
      update plan_row row
      set differs_since = case when compared.differs then coalesce(known.since, ${now}) end,
        reason = case when compared.differs then coalesce(row.reason, known.reason)
          when ${by === "hand"} and row.dropped_at is not null then row.reason end
      from compared
      left join jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as known (id uuid, since timestamptz, reason text)
        on known.id = compared.id
      where row.plan_id = ${copyId} and row.id = compared.id and (compared.differs <> (compared.since is not null)
        or not compared.differs and row.dropped_at is null and row.reason is not null)
      returning compared.*
    )
    select id, since, reason from noted where not differs and since is not null`.execute(db);
  return rows;
};

/** The important corrections of plans' last revisions beside those rows of copies that they are about, by copy. */
export const listCorrections = async (
  db: Db,
  copyIds: readonly PlanId[],
): Promise<Map<PlanId, Corrected & { ours: PlanRow[] }>> => {
  const { rows } = await sql<{ id: PlanId; before: PlanRow; theirs: PlanRow; ours: PlanRow | null }>`
    with copy as (
      select id, upstream_id from plan where id = any(${[...copyIds]}::uuid[])
    ), corrected as materialized (
      select upstream.id as upstream_id, (before.row ->> 'id')::uuid as id, before.row as before, their.row as theirs
      from plan upstream
      join plan_revision latest on latest.plan_id = upstream.id and latest.number = upstream.current_number
      cross join lateral jsonb_array_elements(latest.uncorrected) as before (row)
      cross join lateral jsonb_array_elements(latest.rows) as their (row)
      where upstream.id in (select upstream_id from copy) and their.row -> 'id' = before.row -> 'id'
    )
    select copy.id, corrected.before, corrected.theirs,
      ours.fields || jsonb_build_object('id', ours.id) as ours
    from copy join corrected using (upstream_id)
    left join plan_row ours on ours.plan_id = copy.id and ours.id = corrected.id and ours.dropped_at is null`.execute(
    db,
  );
  const ofCopies = Map.groupBy(rows, ({ id }) => id);
  return new Map(
    [...ofCopies].map(([id, some]) => [
      id,
      {
        rows: some.map(({ theirs }) => theirs),
        uncorrected: some.map(({ before }) => before),
        ours: some.flatMap(({ ours }) => ours ?? []),
      },
    ]),
  );
};
