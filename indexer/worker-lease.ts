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

/** A job that was being done each time when its indexer was killed, as often as that may be. */
export interface DeadlyJob {
  task: string;
  payload: unknown;
}

/** Work that a file itself may end; noted in the payload, since attempts also count what merely failed. */
const openingFiles = ["extract-text", "recognize-text", "make-preview", "draw-slowly"];
const mostKills = 3;

/** How far apart jobs are tried again that were killed together more than once: the innocent among them then live. */
const apart = "30 seconds";

/**
 * Gives back the jobs of indexers that were killed; without this they would stay locked for hours, and all later indexing
 * behind them in the same queue. Being killed is no failed attempt of a job that opens a file, but is counted. Answers whose
 * the jobs were, and which of them are given up.
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
      with killed as (
        select job.id, identifier as task, coalesce((payload ->> 'kills')::int, 0) + 1 as kills
        from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
        where locked_by = any(${dead}::text[]) and identifier = any(${openingFiles}::text[])
      ), noted as (
        update graphile_worker._private_jobs job set
          payload = jsonb_set(payload::jsonb, '{kills}', to_jsonb(kills))::json,
          attempts = case when kills >= ${mostKills} then max_attempts else greatest(attempts - 1, 0) end,
          run_at = greatest(run_at, now() + random() * (kills - 1) * ${apart}::interval)
        from killed where killed.id = job.id
        returning task, payload, kills
      ) select task, payload from noted where kills >= ${mostKills}`.execute(tx);
    await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`.execute(tx);
    return { dead, deadly };
  });
