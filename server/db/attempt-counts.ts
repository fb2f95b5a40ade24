import { type Kysely, sql } from "kysely";
import type { Database } from "./schema.ts";

export interface AttemptCountTable {
  key_hash: string;
  attempts: number;
  until_at: Date;
}

type Db = Kysely<Database>;

/** One more attempt: how many there are in the present window, and when it ends. The time is the database's, one for all processes. */
export const countAttempt = async (db: Db, keyHash: string, windowMs: number): Promise<AttemptCountTable> => {
  const { rows } = await sql<AttemptCountTable>`
    insert into attempt_count as present (key_hash, attempts, until_at)
    values (${keyHash}, 1, now() + ${windowMs} * interval '1 millisecond')
    on conflict (key_hash) do update set
      attempts = case when present.until_at > now() then present.attempts + 1 else 1 end,
      until_at = case when present.until_at > now() then present.until_at else excluded.until_at end
    returning key_hash, attempts, until_at`.execute(db);
  return rows[0] as AttemptCountTable;
};

/** For an attempt that was none of those to count. */
export const takeBackAttempt = async (db: Db, keyHash: string): Promise<void> => {
  await db
    .updateTable("attempt_count")
    .set({ attempts: sql`attempts - 1` })
    .where("key_hash", "=", keyHash)
    .where("attempts", ">", 0)
    .execute();
};

export const forgetAttempts = async (db: Db, keyHash: string): Promise<void> => {
  await db.deleteFrom("attempt_count").where("key_hash", "=", keyHash).execute();
};

export const removePastAttempts = async (db: Db): Promise<void> => {
  await db.deleteFrom("attempt_count").where("until_at", "<", sql<Date>`now()`).execute();
};
