import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, sql } from "kysely";
import type { Pool, PoolClient } from "pg";
import type { Database } from "../server/db/schema.ts";
import type { Log } from "../server/log.ts";

const retryMs = 1000;

const takeLease = async (pool: Pool, workerIds: string[]): Promise<PoolClient> => {
  const client = await pool.connect();
  try {
    const locks =
      "select pg_advisory_lock(hashtext('indexer'), hashtext(id)) from unnest($1::text[]) as worker (id)";
    await client.query(locks, [workerIds]);
    return client;
  } catch (error) {
    client.release(true);
    throw error;
  }
};

/**
 * Shows that the jobs locked by `workerIds` are in good hands: a lock on a connection of its own, which PostgreSQL drops
 * when this process ends, however it ends. A connection that is lost is replaced.
 */
export const holdLease = (pool: Pool, workerIds: string[], log: Log): { end(): void } => {
  const ended = new AbortController();
  const keep = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      try {
        const client = await takeLease(pool, workerIds);
        const lost = new Promise<void>((resolve) => {
          client.once("end", resolve);
          client.once("error", () => resolve());
          ended.signal.addEventListener("abort", () => resolve(), { once: true });
          if (ended.signal.aborted) resolve();
        });
        await lost;
        client.release(true);
      } catch (error) {
        log.warn({ err: error }, "the lease on this indexer's jobs could not be taken; trying again");
        await sleep(retryMs, undefined, { signal: ended.signal }).catch(() => {});
      }
    }
  };
  void keep();
  return { end: () => ended.abort() };
};

/** A worker takes its first jobs a moment before its lease; jobs held for less than this are left alone. */
const leaseDelay = "10 seconds";

/** A job that was being done when its indexer was killed, as often as it may be tried. */
export interface DeadlyJob {
  task: string;
  payload: unknown;
}

/** How far apart jobs are tried again that were killed together more than once: the innocent among them then live. */
const apart = "30 seconds";

/**
 * Gives back the jobs of indexers that were killed; without this they would stay locked for hours, and all later indexing
 * behind them in the same queue. Answers whose they were, and which of them were tried for the last time.
 */
export const releaseJobsOfTheDead = (
  db: Kysely<Database>,
): Promise<{ dead: string[]; deadly: DeadlyJob[] }> =>
  db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ worker: string }>`
      with holder as (
        select distinct locked_by from graphile_worker.jobs where locked_at < now() - ${leaseDelay}::interval
      )
      select locked_by as worker from holder
      where pg_try_advisory_xact_lock(hashtext('indexer'), hashtext(locked_by))`.execute(tx);
    const dead = rows.map(({ worker }) => worker);
    if (dead.length === 0) return { dead, deadly: [] };
    const { rows: deadly } = await sql<DeadlyJob>`
      select identifier as task, payload
      from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
      where locked_by = any(${dead}::text[]) and attempts >= max_attempts`.execute(tx);
    await sql`update graphile_worker._private_jobs
      set run_at = greatest(run_at, now() + random() * (attempts - 1) * ${apart}::interval)
      where locked_by = any(${dead}::text[])`.execute(tx);
    await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`.execute(tx);
    return { dead, deadly };
  });
