import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId } from "../../ids.ts";
import { inOrder } from "./row-order.ts";
import type { PlanRow } from "./schema.ts";
import type { PlanId, PlanRowId } from "./tables.ts";

type Db = Kysely<Database>;

/** A row as it is kept beside what is merged: its version for editors, and a copy's reason. */
export interface KeptRow extends PlanRow {
  version: number;
  reason: string | null;
}

/** A row without what is kept beside it: as it is compared, merged and published. */
export const bareRow = ({ version: _version, reason: _reason, ...row }: KeptRow): PlanRow => row;

const columns = ["id", "fields", "reason", "version"] as const;

/** The rows that are not dropped, in order. */
export const listRows = async (db: Db, planId: PlanId): Promise<KeptRow[]> => {
  const rows = await db
    .selectFrom("plan_row")
    .select(columns)
    .where("plan_id", "=", planId)
    .where("dropped_at", "is", null)
    .execute();
  return inOrder(rows.map(({ fields, ...row }) => ({ ...row, ...fields })));
};

export const findDroppedRow = async (db: Db, planId: PlanId, id: PlanRowId): Promise<KeptRow | null> => {
  const found = await db
    .selectFrom("plan_row")
    .select(columns)
    .where("plan_id", "=", planId)
    .where("id", "=", id)
    .where("dropped_at", "is not", null)
    .executeTakeFirst();
  if (!found) return null;
  const { fields, ...row } = found;
  return { ...row, ...fields };
};

/** Why rows are not as the upstream has them, by row, of those that somebody gave a reason for. */
export const listReasons = async (db: Db, planId: PlanId): Promise<Map<PlanRowId, string>> => {
  const rows = await db
    .selectFrom("plan_row")
    .select(["id", "reason"])
    .where("plan_id", "=", planId)
    .where("reason", "is not", null)
    .execute();
  return new Map(rows.map(({ id, reason }) => [id, reason as string]));
};

/** The rows that were dropped and not brought back, latest first, with who did it. */
export const listDroppedRows = async (db: Db, planId: PlanId) => {
  const rows = await db
    .selectFrom("plan_row")
    .innerJoin("person", "person.id", "plan_row.edited_by")
    .select(["plan_row.id", "fields", "reason", "version", "dropped_at", "edited_by", "person.name"])
    .where("plan_id", "=", planId)
    .where("dropped_at", "is not", null)
    .orderBy("dropped_at", "desc")
    .orderBy("plan_row.id")
    .execute();
  return rows.map(({ id, fields, reason, version, dropped_at, edited_by, name }) => ({
    row: { id, reason, version, ...fields },
    droppedAt: dropped_at as Date,
    by: { id: edited_by, name },
  }));
};

export interface RowWrite {
  row: PlanRow;
  isDropped: boolean;
  /** Left out: as it was. */
  reason?: string | undefined;
}

/** Writes rows whole, new ones and known ones, in one statement; each counts one version up. */
export const saveRows = async (
  db: Db,
  planId: PlanId,
  writes: readonly RowWrite[],
  by: { personId: PersonId; now: Date },
): Promise<void> => {
  if (writes.length === 0) return;
  const given = writes.map(({ row: { id, ...fields }, isDropped, reason }) => ({
    id,
    fields,
    reason: reason ?? null,
    is_dropped: isDropped,
  }));
  await sql`insert into plan_row (plan_id, id, fields, reason, edited_by, edited_at, dropped_at)
    select ${planId}, given.id, given.fields, given.reason, ${by.personId}, ${by.now},
      case when given.is_dropped then ${by.now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id uuid, fields jsonb, reason text, is_dropped boolean)
    on conflict (plan_id, id) do update set fields = excluded.fields, edited_by = excluded.edited_by,
      edited_at = excluded.edited_at, dropped_at = excluded.dropped_at, version = plan_row.version + 1,
      reason = coalesce(excluded.reason, plan_row.reason)`.execute(db);
};
