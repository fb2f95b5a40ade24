import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Runner, type RunnerOptions, run, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import type { Log } from "../server/log.ts";
import { patientPool } from "./patient-pool.ts";
import { holdLease } from "./worker-lease.ts";

const restartMs = 1000;

interface Running {
  runner: Runner;
  lease: { end(): void };
}

const start = async (pool: Pool, options: RunnerOptions, log: Log): Promise<Running> => {
  const events: WorkerEvents = new EventEmitter();
  const workerIds: string[] = [];
  events.once("pool:create", ({ workerPool }) => workerIds.push(workerPool.id));
  const unanswered = Promise.withResolvers<void>();
  const runner = await run({ ...options, events, pgPool: patientPool(pool, unanswered.resolve) });
  // It may have been given jobs of which it never heard. They count as in good hands for as long as it lives.
  void unanswered.promise
    .then(() => runner.stop())
    .catch((error) => log.warn({ err: error }, "a runner was ending already"));
  return { runner, lease: holdLease(pool, workerIds, log) };
};

export interface KeptRunner {
  /** False in the moment between one that ended unasked and the next. */
  isRunning(): boolean;
  stop(): Promise<void>;
}

/**
 * Takes jobs until stopped. The job library ends a runner for good where the database fails it as it notes down, by the
 * batch, which jobs are done, and asks again for jobs where it got no answer. In both cases another takes its place, and the
 * jobs that the old one held are given back with its lease. Rejects when the first cannot begin.
 */
export const keepRunning = async (pool: Pool, options: RunnerOptions, log: Log): Promise<KeptRunner> => {
  const stopping = new AbortController();
  let current: Running | null = await start(pool, options, log);
  const keep = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        current ??= await start(pool, options, log);
        // Who asked to stop while it began could not stop it yet.
        if (stopping.signal.aborted) await current.runner.stop();
        await current.runner.promise;
      } catch (error) {
        log.warn({ err: error }, "a runner of jobs failed");
      }
      current?.lease.end();
      current = null;
      if (stopping.signal.aborted) return;
      log.warn("a runner of jobs ended unasked; another takes its place");
      await sleep(restartMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  const kept = keep();
  return {
    isRunning: () => current !== null,
    async stop() {
      stopping.abort();
      await current?.runner.stop().catch((error) => log.warn({ err: error }, "a runner was ending already"));
      await kept;
    },
  };
};
