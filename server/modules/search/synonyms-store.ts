import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";

type Db = Kysely<Database>;

export interface StoredSynonyms {
  revision: number;
  groups: string[][];
}

/** The list as it is now, of one moment. */
export const findSynonyms = async (db: Db): Promise<StoredSynonyms> => {
  const { rows } = await sql<{ revision: number; groups: string[][] }>`
    select list.revision, coalesce(
      (select jsonb_agg(to_jsonb(words) order by position) from search_synonym), '[]') as groups
    from search_synonym_list list`.execute(db);
  const [row] = rows;
  return { revision: row?.revision ?? 0, groups: row?.groups ?? [] };
};

/** Keeps other editors waiting until the transaction ends. */
export const lockSynonyms = async (db: Db): Promise<number> => {
  const row = await db
    .selectFrom("search_synonym_list")
    .select("revision")
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.revision;
};

export const replaceSynonyms = async (db: Db, groups: readonly string[][], at: Date): Promise<void> => {
  await db.deleteFrom("search_synonym").execute();
  if (groups.length > 0)
    await db
      .insertInto("search_synonym")
      .values(groups.map((words, index) => ({ position: index + 1, words })))
      .execute();
  await db.updateTable("search_synonym_list").set({ revision: sql`revision + 1`, updated_at: at }).execute();
};
