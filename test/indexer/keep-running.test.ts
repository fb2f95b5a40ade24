import { Logger } from "graphile-worker";
import type { Pool, PoolClient, QueryResult } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepRunning } from "../../indexer/keep-running.ts";
import { releaseJobsOfTheDead } from "../../indexer/worker-lease.ts";
import { newId } from "../../server/ids.ts";
import { enqueue } from "../../server/jobs.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

let system: TestSystem;

beforeAll(async () => {
  system = await startTestSystem();
});
afterAll(() => system.stop());

const goneAway = () => Object.assign(new Error("terminating connection"), { code: "57P01" });

/** The pool, on which PostgreSQL goes away once: before it has done the statement, or with rows that nobody hears of. */
const failingOnce = (pool: Pool, statement: RegExp, when: "before" | "after"): Pool => {
  let hasFailed = false;
  const connect = async (): Promise<PoolClient> => {
    const client = await pool.connect();
    const query = async (...args: Parameters<PoolClient["query"]>) => {
      const { text } = args[0] as unknown as { text?: string };
      const isMeant = !hasFailed && statement.test(text ?? "");
      const isRefused = isMeant && when === "before";
      const answer = isRefused ? null : ((await client.query(...args)) as unknown as QueryResult);
      if (isMeant && answer?.rowCount !== 0) {
        hasFailed = true;
        throw goneAway();
      }
      return answer;
    };
    return Object.create(client, { query: { value: query } });
  };
  type Callback = Parameters<Pool["connect"]>[0];
  return Object.create(pool, {
    connect: { value: (callback?: Callback) => (callback ? pool.connect(callback) : connect()) },
  });
};

const jobsLeft = async (): Promise<number> => {
  const { rows } = await system.connection.pool.query(
    "select count(*)::int as count from graphile_worker.jobs",
  );
  return rows[0].count;
};

const takingJobs = /attempts = jobs\.attempts \+ 1/;
const notingJobs = /delete from .*_private_jobs/;

describe("runners of jobs", () => {
  it.each([
    ["before it has noted which are done", notingJobs, "before"],
    ["before it has given out any", takingJobs, "before"],
    ["when it has given out some of which they never hear", takingJobs, "after"],
  ] as const)(
    "leave none behind where the database goes away %s",
    async (_when, statement, when) => {
      const done: unknown[] = [];
      const { ctx, connection } = system;
      const kept = await keepRunning(
        failingOnce(connection.pool, statement, when),
        {
          taskList: { "index-resource": async (payload) => void done.push(payload) },
          crontab: "",
          noHandleSignals: true,
          pollInterval: 100,
          logger: new Logger(() => () => {}),
          concurrency: 2,
          preset: { worker: { localQueue: { size: 2 }, completeJobBatchDelay: 1 } },
        },
        ctx.log,
      );
      const giveBack = setInterval(() => void releaseJobsOfTheDead(ctx.db), 500);
      try {
        const [first, second] = [newId<"resource">(), newId<"resource">()];
        await enqueue(ctx, "index-resource", { resourceId: first }, "first");
        await until("the job to be done", () => done.length > 0, 25_000);
        await enqueue(ctx, "index-resource", { resourceId: second }, "second");
        await until("no job to be left", async () => (await jobsLeft()) === 0, 25_000);
        expect(done).toContainEqual({ resourceId: second });
      } finally {
        clearInterval(giveBack);
        await kept.stop();
      }
    },
    60_000,
  );

  it("end where they are asked to while the next is only beginning", async () => {
    const { ctx, connection } = system;
    const failing = failingOnce(connection.pool, takingJobs, "before");
    const beginning = Promise.withResolvers<void>();
    let absence: Promise<void> | null = null;
    const connect = async (): Promise<PoolClient> => {
      if (absence) beginning.resolve();
      await absence;
      return failing.connect();
    };
    type Callback = Parameters<Pool["connect"]>[0];
    const pool: Pool = Object.create(connection.pool, {
      connect: {
        value: (callback?: Callback) => (callback ? connection.pool.connect(callback) : connect()),
      },
    });
    const kept = await keepRunning(
      pool,
      {
        taskList: { "index-resource": async () => {} },
        crontab: "",
        noHandleSignals: true,
        pollInterval: 100,
        logger: new Logger(() => () => {}),
        concurrency: 1,
      },
      ctx.log,
    );
    await until("the first to end", () => !kept.isRunning(), 25_000);
    const back = Promise.withResolvers<void>();
    absence = back.promise;
    await beginning.promise;
    const stopped = kept.stop();
    back.resolve();
    await stopped;
    expect(kept.isRunning()).toBe(false);
  }, 60_000);
});
