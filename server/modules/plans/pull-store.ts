import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId } from "../../ids.ts";
import type { PlanRow } from "./schema.ts";
import type { PlanId, PullId, SettledDifference } from "./tables.ts";

type Db = Kysely<Database>;

export const insertPull = async (
  db: Db,
  pull: {
    id: PullId;
    planId: PlanId;
    fromNumber: number;
    toNumber: number;
    fromTakenAt: Date;
    before: readonly PlanRow[];
    after: readonly PlanRow[];
    settled: readonly SettledDifference[];
    pulledBy: PersonId;
    now: Date;
  },
): Promise<void> => {
  await db
    .insertInto("plan_pull")
    .values({
      id: pull.id,
      plan_id: pull.planId,
      from_number: pull.fromNumber,
      to_number: pull.toNumber,
      from_taken_at: pull.fromTakenAt,
      before: JSON.stringify(pull.before),
      after: JSON.stringify(pull.after),
      settled: JSON.stringify(pull.settled),
      pulled_by: pull.pulledBy,
      pulled_at: pull.now,
      undone_at: null,
    })
    .execute();
};

/** The pull that brought a copy to the revision that it has. */
export const findPullTo = (db: Db, planId: PlanId, number: number) =>
  db
    .selectFrom("plan_pull")
    .select(["id", "from_number", "from_taken_at", "before", "after", "settled"])
    .where("plan_id", "=", planId)
    .where("to_number", "=", number)
    .where("undone_at", "is", null)
    .orderBy("pulled_at", "desc")
    .executeTakeFirst();

export const markUndone = async (db: Db, id: PullId, now: Date): Promise<void> => {
  await db.updateTable("plan_pull").set({ undone_at: now }).where("id", "=", id).execute();
};

/** The last pulls of a copy, latest first. */
export const listPulls = (db: Db, planId: PlanId, limit: number) =>
  db
    .selectFrom("plan_pull")
    .innerJoin("person", "person.id", "plan_pull.pulled_by")
    .select([
      "plan_pull.id",
      "from_number",
      "to_number",
      "pulled_by",
      "person.name as puller_name",
      "pulled_at",
      "undone_at",
    ])
    .select(
      sql<number>`(select count(distinct changed.row ->> 'id')::int
        from jsonb_array_elements(plan_pull.before || plan_pull.after) as changed (row))`.as("row_count"),
    )
    .where("plan_id", "=", planId)
    .orderBy("pulled_at", "desc")
    .limit(limit)
    .execute();
