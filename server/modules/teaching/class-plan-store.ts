import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId } from "../../ids.ts";
import type { PlanId } from "../plans/index.ts";
import type { ClassId } from "./tables.ts";

type Db = Kysely<Database>;

/** The origins of the plans that these classes follow in these terms. */
export const listClassPlans = (db: Db, classIds: readonly ClassId[], terms: readonly string[]) =>
  db
    .selectFrom("class_plan")
    .select(["class_id", "term", "plan_id"])
    .where("class_id", "=", sql<ClassId>`any(${[...classIds]}::uuid[])`)
    .where("term", "=", sql<string>`any(${[...terms]}::text[])`)
    .execute();

export const saveClassPlan = async (
  db: Db,
  one: { classId: ClassId; term: string; originId: PlanId; personId: PersonId; now: Date },
): Promise<void> => {
  const of = { plan_id: one.originId, chosen_by: one.personId, chosen_at: one.now };
  await db
    .insertInto("class_plan")
    .values({ class_id: one.classId, term: one.term, ...of })
    .onConflict((conflict) => conflict.columns(["class_id", "term"]).doUpdateSet(of))
    .execute();
};
