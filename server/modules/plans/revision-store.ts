import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId } from "../../ids.ts";
import { inOrder } from "./row-order.ts";
import type { PlanHeader, PlanRow } from "./schema.ts";
import type { PlanId, PlanRowId } from "./tables.ts";

type Db = Kysely<Database>;

export const insertRevision = async (
  db: Db,
  revision: {
    planId: PlanId;
    number: number;
    header: PlanHeader;
    rows: readonly PlanRow[];
    uncorrected: readonly PlanRow[];
    note: string;
    publishedBy: PersonId;
    now: Date;
  },
): Promise<void> => {
  await db
    .insertInto("plan_revision")
    .values({
      plan_id: revision.planId,
      number: revision.number,
      header: JSON.stringify(revision.header),
      rows: JSON.stringify(revision.rows),
      uncorrected: JSON.stringify(revision.uncorrected),
      note: revision.note,
      published_by: revision.publishedBy,
      published_at: revision.now,
    })
    .execute();
};

export interface RevisionContent {
  number: number;
  header: PlanHeader;
  rows: PlanRow[];
  /** The marked rows as they were before they were corrected. */
  uncorrected: PlanRow[];
}

/** Those of these revisions that there are, by number. */
export const findRevisions = async (
  db: Db,
  planId: PlanId,
  numbers: readonly number[],
): Promise<Map<number, RevisionContent>> => {
  const found = await db
    .selectFrom("plan_revision")
    .select(["number", "header", "rows", "uncorrected"])
    .where("plan_id", "=", planId)
    .where("number", "=", sql<number>`any(${[...new Set(numbers)]}::int[])`)
    .execute();
  return new Map(found.map((one) => [one.number, { ...one, rows: inOrder(one.rows) }]));
};

/** A published revision with its rows in order. */
export const findRevision = async (db: Db, planId: PlanId, number: number): Promise<RevisionContent | null> =>
  (await findRevisions(db, planId, [number])).get(number) ?? null;

/** What these rows were in each revision so far, latest first, by row. */
export const listEarlierRows = async (
  db: Db,
  planId: PlanId,
  ids: readonly PlanRowId[],
): Promise<Map<PlanRowId, PlanRow[]>> => {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ row: PlanRow }>`
    select given.row from plan_revision revision cross join lateral jsonb_array_elements(revision.rows) as given (row)
    where revision.plan_id = ${planId} and (given.row ->> 'id')::uuid = any(${[...ids]}::uuid[])
    order by revision.number desc`.execute(db);
  return Map.groupBy(
    rows.map(({ row }) => row),
    ({ id }) => id,
  );
};

/** The published revisions after one, up to another, without their rows, newest first. */
export const listRevisionRecords = (db: Db, planId: PlanId, after = 0, last = 2_000_000_000) =>
  db
    .selectFrom("plan_revision")
    .innerJoin("person", "person.id", "plan_revision.published_by")
    .select(["number", "header", "note", "published_by", "published_at", "person.name as publisher_name"])
    .select(sql<number>`jsonb_array_length(plan_revision.rows)`.as("row_count"))
    .where("plan_id", "=", planId)
    .where("number", ">", after)
    .where("number", "<=", last)
    .orderBy("number", "desc")
    .execute();
