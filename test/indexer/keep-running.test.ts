import { Logger } from "graphile-worker";
import type { Pool, PoolClient } from "pg";
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

/** The pool, on which the next statement that matches fails as if PostgreSQL had gone away just then. */
const failingOnce = (pool: Pool, statement: RegExp): Pool => {
  let hasFailed = false;
  const connect = async (): Promise<PoolClient> => {
    const client = await pool.connect();
    const query = async (...args: Parameters<PoolClient["query"]>) => {
      const { text } = args[0] as unknown as { text?: string };
      if (!hasFailed && statement.test(text ?? "")) {
        hasFailed = true;
        throw Object.assign(new Error("terminating connection"), { code: "57P01" });
      }
      return client.query(...args);
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

describe("runners of jobs", () => {
  it("are followed by others where the database fails them as they note what is done", async () => {
    const done: unknown[] = [];
    const { ctx, connection } = system;
    const kept = await keepRunning(
      failingOnce(connection.pool, /delete from .*_private_jobs/),
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
      await until("the job to be done", () => done.length > 0);
      await enqueue(ctx, "index-resource", { resourceId: second }, "second");
      await until("no job to be left", async () => (await jobsLeft()) === 0, 25_000);
      expect(done).toContainEqual({ resourceId: second });
    } finally {
      clearInterval(giveBack);
      await kept.stop();
    }
  }, 40_000);
});
