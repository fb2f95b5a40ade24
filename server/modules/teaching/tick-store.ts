import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId } from "../../ids.ts";
import type { ClassId, RowId } from "./tables.ts";

type Db = Kysely<Database>;

/** What these classes have been taught, and when, by class. */
export const listTicks = async (db: Db, classIds: readonly ClassId[]) => {
  const rows = await db
    .selectFrom("taught_row")
    .select(["class_id", "row_id", "taught_on"])
    .where("class_id", "=", sql<ClassId>`any(${[...classIds]}::uuid[])`)
    .execute();
  return Map.groupBy(rows, ({ class_id }) => class_id);
};

export const saveTick = async (
  db: Db,
  tick: { classId: ClassId; rowId: RowId; taughtOn: string; personId: PersonId; now: Date },
): Promise<void> => {
  const of = { taught_on: tick.taughtOn, ticked_by: tick.personId, ticked_at: tick.now };
  await db
    .insertInto("taught_row")
    .values({ class_id: tick.classId, row_id: tick.rowId, ...of })
    .onConflict((conflict) => conflict.columns(["class_id", "row_id"]).doUpdateSet(of))
    .execute();
};

/** Whether there was a tick. */
export const deleteTick = async (db: Db, classId: ClassId, rowId: RowId): Promise<boolean> => {
  const deleted = await db
    .deleteFrom("taught_row")
    .where("class_id", "=", classId)
    .where("row_id", "=", rowId)
    .returning("row_id")
    .executeTakeFirst();
  return deleted !== undefined;
};
