import type { Pool } from "pg";
import { until } from "./until.ts";

/** Any number that no lock of the product has. */
const key = 20_260_901;

export interface HeldCommit {
  /** Resolves when a transaction has come to its commit and waits there. */
  reached(): Promise<void>;
  /** Lets it be committed; resolves when it is. */
  commit(): Promise<void>;
  /** Ends it without a trace. */
  rollBack(): Promise<void>;
}

/** How many wait for an advisory lock, at a held commit or before one of the product's own. */
export const countWaiting = async (pool: Pool): Promise<number> => {
  const { rows } = await pool.query(`select from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`);
  return rows.length;
};

/** Has transactions that add to these tables wait at their commit, while one is held. */
export const prepareHolding = async (pool: Pool, tables: string[]): Promise<void> => {
  await pool.query(`create function wait_at_commit() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock_shared(${key}); return null; end $$`);
  for (const table of tables)
    await pool.query(`create constraint trigger wait_at_commit after insert on ${table}
      deferrable initially deferred for each row execute function wait_at_commit()`);
};

/** Holds the next commit. The one who asked for it may be killed meanwhile: PostgreSQL asks nobody whether it still should. */
export const holdCommit = async (pool: Pool): Promise<HeldCommit> => {
  const holder = await pool.connect();
  await holder.query("select pg_advisory_lock($1)", [key]);
  const waiting = async (): Promise<number[]> => {
    const { rows } = await pool.query(
      `select pid from pg_locks where locktype = 'advisory' and objid = $1 and not granted
         and database = (select oid from pg_database where datname = current_database())`,
      [key],
    );
    return rows.map(({ pid }) => pid);
  };
  const isAtWork = async (pids: number[]) => {
    const inTransaction = "select from pg_stat_activity where pid = any($1) and xact_start is not null";
    return (await pool.query(inTransaction, [pids])).rowCount !== 0;
  };
  const release = async (): Promise<void> => {
    const pids = await waiting();
    await holder.query("select pg_advisory_unlock($1)", [key]);
    holder.release();
    await until("the transaction to be over", async () => !(await isAtWork(pids)));
  };
  return {
    reached: () => until("a commit", async () => (await waiting()).length > 0).then(() => {}),
    commit: release,
    async rollBack() {
      for (const pid of await waiting()) await pool.query("select pg_terminate_backend($1)", [pid]);
      await until("nobody to wait", async () => (await waiting()).length === 0);
      await release();
    },
  };
};
