import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, UnitId } from "../../ids.ts";

type Db = Kysely<Database>;

/** What a unit has set under a name, or null where the proposal holds. */
export const findSetting = async <Value>(
  db: Db,
  unitId: UnitId,
  name: string,
): Promise<{ value: Value; revision: number } | null> => {
  const found = await db
    .selectFrom("unit_setting")
    .select(["value", "revision"])
    .where("unit_id", "=", unitId)
    .where("name", "=", name)
    .executeTakeFirst();
  return found ? { value: found.value as Value, revision: found.revision } : null;
};

/**
 * Writes a setting if its revision is still `revision` (0: there is none yet; undefined: whatever it is). Answers whether
 * it was.
 */
export const saveSetting = async (
  db: Db,
  setting: { unitId: UnitId; name: string; value: unknown; editedBy: PersonId; now: Date },
  revision: number | undefined,
): Promise<boolean> => {
  const { unitId, name, value, editedBy, now } = setting;
  const { rows } = await sql`insert into unit_setting (unit_id, name, value, edited_by, edited_at)
    select ${unitId}, ${name}, ${JSON.stringify(value)}::jsonb, ${editedBy}, ${now}
    where ${revision ?? 0} = 0 or exists (select 1 from unit_setting where unit_id = ${unitId} and name = ${name})
    on conflict (unit_id, name) do update set value = excluded.value, edited_by = excluded.edited_by,
      edited_at = excluded.edited_at, revision = unit_setting.revision + 1
      where ${revision ?? null}::integer is null or unit_setting.revision = ${revision ?? 0}
    returning revision`.execute(db);
  return rows.length > 0;
};
