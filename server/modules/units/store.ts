import { type Kysely, sql } from "kysely";
import type { UnitKind } from "../../actor.ts";
import type { Database } from "../../db/schema.ts";
import type { UnitId } from "../../ids.ts";

type Db = Kysely<Database>;

const columns = ["id", "parent_id", "kind", "name", "name_en", "path", "opened_on"] as const;

export type UnitRow = Awaited<ReturnType<typeof listUnits>>[number];

export const findUnit = (db: Db, id: UnitId) =>
  db.selectFrom("unit").select(columns).where("id", "=", id).executeTakeFirst();

/** The bureau of this name: bureaus stand at the top, so there is no other way down to them. */
export const findBureau = (db: Db, name: string) =>
  db
    .selectFrom("unit")
    .select(columns)
    .where("kind", "=", "bureau")
    .where("name", "=", name)
    .executeTakeFirst();

export const listUnits = (db: Db, ids: readonly UnitId[]) =>
  db
    .selectFrom("unit")
    .select(columns)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy(sql`array_length(path, 1)`)
    .orderBy("opened_on")
    .orderBy("name")
    .execute();

/** Until the end of the transaction nobody else moves them, or hangs anything below them. */
export const lockUnits = (db: Db, ids: readonly UnitId[]) =>
  db
    .selectFrom("unit")
    .select(columns)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy("id")
    .forNoKeyUpdate()
    .execute();

/** The units on `ancestors` and everything below any of `roots` (roots included), from the top down. */
export const listUnitsAround = (db: Db, ancestors: readonly UnitId[], roots: readonly UnitId[]) =>
  db
    .selectFrom("unit")
    .select(columns)
    .where(sql<boolean>`(id = any(${[...ancestors]}::uuid[]) or path && ${[...roots]}::uuid[])`)
    .orderBy(sql`array_length(path, 1)`)
    .orderBy("opened_on")
    .orderBy("name")
    .execute();

export const insertUnit = async (
  db: Db,
  unit: {
    id: UnitId;
    parentId: UnitId | null;
    kind: UnitKind;
    name: string;
    nameEn: string | null;
    path: UnitId[];
    openedOn: string | null;
  },
) => {
  await db
    .insertInto("unit")
    .values({
      id: unit.id,
      parent_id: unit.parentId,
      kind: unit.kind,
      name: unit.name,
      name_en: unit.nameEn,
      path: unit.path,
      opened_on: unit.openedOn,
    })
    .execute();
};

/** Hangs a unit, with all below it, under another parent: every path is rewritten in one statement. */
export const moveUnit = async (db: Db, id: UnitId, newParentId: UnitId, newParentPath: readonly UnitId[]) => {
  await sql`update unit set
      path = ${[...newParentPath]}::uuid[] || path[array_position(path, ${id}::uuid):],
      parent_id = case when id = ${id}::uuid then ${newParentId}::uuid else parent_id end
    where path @> array[${id}::uuid]`.execute(db);
};
