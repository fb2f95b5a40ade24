import { EventEmitter } from "node:events";
import { Logger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import type { Context } from "../server/context.ts";
import { enqueue } from "../server/jobs.ts";
import { listUnreadOfCurrentVersions } from "../server/modules/resources/index.ts";
import { createExtractor } from "./extract/index.ts";
import { patientPool } from "./patient-pool.ts";
import { extractText } from "./tasks/extract-text.ts";
import { indexResource } from "./tasks/index-resource.ts";
import { rebuildIndex } from "./tasks/rebuild-index.ts";
import { sweepStorage } from "./tasks/sweep-storage.ts";
import { holdLease, releaseJobsOfTheDead } from "./worker-lease.ts";

const crontab = "17 * * * * sweep-storage ?id=sweep-storage&max=1";

const indexCheckMs = 30_000;
const leaseCheckMs = 5000;

/** An index that is new, lost or damaged is filled again from the database. An engine that is down is asked again later. */
const rebuildIfNeeded = async (ctx: Context): Promise<void> => {
  try {
    if (await ctx.search.needsRebuild()) await enqueue(ctx, "rebuild-index", {}, "rebuild");
  } catch (error) {
    ctx.log.warn({ err: error }, "the search index could not be looked at");
  }
};

/** Files of current versions that nobody has read and no job remembers. */
const readForgottenFiles = async (ctx: Context): Promise<void> => {
  for (const sha256 of await listUnreadOfCurrentVersions(ctx.db, 10_000)) {
    await enqueue(ctx, "extract-text", { sha256 }, `text:${sha256}`);
  }
};

/** Another indexer, or this one's predecessor, was killed: its jobs are taken up again. */
const takeUpLeftJobs = async (ctx: Context): Promise<void> => {
  try {
    const dead = await releaseJobsOfTheDead(ctx.db);
    if (dead.length > 0)
      ctx.log.warn({ dead }, "jobs of an indexer that ended without notice are taken up again");
  } catch (error) {
    ctx.log.warn({ err: error }, "left jobs could not be looked for");
  }
};

/** Takes jobs until stopped. As many of these as wanted work beside one database. */
export const runIndexer = async (ctx: Context, pool: Pool): Promise<{ stop(): Promise<void> }> => {
  const { concurrency } = ctx.config.indexer;
  const extractor = createExtractor({ workers: concurrency });
  const taskList: TaskList = {
    "index-resource": (payload) => indexResource(ctx, payload),
    "extract-text": (payload) => extractText(ctx, extractor, payload),
    "rebuild-index": async () => {
      await rebuildIndex(ctx);
    },
    "sweep-storage": async () => {
      await sweepStorage(ctx);
    },
  };
  const log = ctx.log.child({ part: "jobs" });
  const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;
  const events: WorkerEvents = new EventEmitter();
  let lease: { end(): void } | undefined;
  events.once("pool:create", ({ workerPool }) => {
    lease = holdLease(pool, workerPool.id, log);
  });
  const runner = await run({
    pgPool: patientPool(pool),
    events,
    taskList,
    crontab,
    // One place more than files read at once, so that indexing never waits behind slow files alone.
    concurrency: concurrency + 2,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: new Logger(() => (level, message, meta) => log[levels[level]]({ meta: meta?.error }, message)),
  });
  await rebuildIfNeeded(ctx);
  await readForgottenFiles(ctx);
  const indexCheck = setInterval(() => void rebuildIfNeeded(ctx), indexCheckMs);
  const leaseCheck = setInterval(() => void takeUpLeftJobs(ctx), leaseCheckMs);
  return {
    async stop() {
      clearInterval(indexCheck);
      clearInterval(leaseCheck);
      await runner.stop();
      lease?.end();
      extractor.close();
    },
  };
};
