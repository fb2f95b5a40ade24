import { Logger, run, type TaskList } from "graphile-worker";
import type { Pool } from "pg";
import type { Context } from "../server/context.ts";
import { enqueue } from "../server/jobs.ts";
import { listPublishedIds, listUnreadOfCurrentVersions } from "../server/modules/resources/index.ts";
import { createExtractor } from "./extract/index.ts";
import { extractText } from "./tasks/extract-text.ts";
import { indexResource } from "./tasks/index-resource.ts";
import { rebuildIndex } from "./tasks/rebuild-index.ts";
import { sweepStorage } from "./tasks/sweep-storage.ts";

const crontab = "17 * * * * sweep-storage ?id=sweep-storage&max=1";

/** Work that no job remembers: an index that is empty beside a full database, and files that nobody has read. */
const catchUp = async (ctx: Context): Promise<void> => {
  const [published, indexed] = await Promise.all([
    listPublishedIds(ctx.db, null, 1),
    ctx.search.count().catch(() => null),
  ]);
  if (published.length > 0 && indexed === 0) await enqueue(ctx, "rebuild-index", {}, "rebuild");
  for (const sha256 of await listUnreadOfCurrentVersions(ctx.db, 10_000)) {
    await enqueue(ctx, "extract-text", { sha256 }, `text:${sha256}`);
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
  const runner = await run({
    pgPool: pool,
    taskList,
    crontab,
    // One place more than files read at once, so that indexing never waits behind slow files alone.
    concurrency: concurrency + 2,
    noHandleSignals: true,
    pollInterval: 1000,
    logger: new Logger(() => (level, message, meta) => log[levels[level]]({ meta: meta?.error }, message)),
  });
  await catchUp(ctx);
  return {
    async stop() {
      await runner.stop();
      extractor.close();
    },
  };
};
