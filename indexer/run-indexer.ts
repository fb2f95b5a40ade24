import { Logger, type RunnerOptions, type TaskList } from "graphile-worker";
import type { Pool } from "pg";
import type { Context } from "../server/context.ts";
import { enqueue } from "../server/jobs.ts";
import { createExtractor } from "./extract/index.ts";
import { type KeptRunner, keepRunning } from "./keep-running.ts";
import { canLeaveNetwork } from "./leave-network.ts";
import { createOfficeConverter } from "./office/index.ts";
import { createPictureTasks } from "./picture-tasks.ts";
import { createPreviewer } from "./preview/index.ts";
import { createClamavScanner } from "./scan/index.ts";
import { canShutIn } from "./shut-in.ts";
import { extractText } from "./tasks/extract-text.ts";
import { giveUpFiles } from "./tasks/give-up-files.ts";
import { createResourceIndexer } from "./tasks/index-resource.ts";
import { readForgottenFiles } from "./tasks/read-forgotten-files.ts";
import { rebuildIndexIfNeeded } from "./tasks/rebuild-index.ts";
import { refineDraft } from "./tasks/refine-draft.ts";
import { scanBlob } from "./tasks/scan-blob.ts";
import { scanForgottenFiles } from "./tasks/scan-forgotten-files.ts";
import { sketchTexts } from "./tasks/sketch-texts.ts";
import { sweepStorage } from "./tasks/sweep-storage.ts";
import { unpackUpload } from "./tasks/unpack-upload.ts";
import { releaseJobsOfTheDead } from "./worker-lease.ts";

const crontab = `17 * * * * sweep-storage ?id=sweep-storage&max=1
*/5 * * * * read-forgotten-files ?id=read-forgotten-files&max=1`;

const scannerCrontab = "*/5 * * * * scan-forgotten-files ?id=scan-forgotten-files&max=1";

/** Indexing jobs that wait together go to the engine together: at least a round's worth of them, and the next round's. */
const indexedAtOnce = 200;

/** The job library would have a connection for each of them; they share a few. */
const isMoot = (message: string): boolean => message.includes("smaller than concurrency");

/** So long an archive may keep the next one waiting. */
const archiveFirstGoMs = 30_000;
const indexCheckMs = 30_000;
const leaseCheckMs = 5000;

/** An index that is new, lost or damaged is filled again from the database. An engine that is down is asked again later. */
const rebuildIfNeeded = async (ctx: Context): Promise<void> => {
  try {
    if (await ctx.search.needsRebuild())
      await enqueue(ctx, "rebuild-index", {}, "rebuild", { queue: "rebuild" });
  } catch (error) {
    ctx.log.warn({ err: error }, "the search index could not be looked at");
  }
};

/** What is done at the start so that nobody waits for its turn in the timetable, which comes all the same. */
const tryAtOnce = async (ctx: Context, act: (ctx: Context) => Promise<void>): Promise<void> => {
  try {
    await act(ctx);
  } catch (error) {
    ctx.log.warn({ err: error, task: act.name }, "this could not be done at the start; it is done later");
  }
};

/** Another indexer, or this one's predecessor, was killed: its jobs are taken up again. */
const takeUpLeftJobs = async (ctx: Context): Promise<void> => {
  try {
    const { dead, deadly } = await releaseJobsOfTheDead(ctx.db);
    if (dead.length > 0)
      ctx.log.warn({ dead }, "jobs of an indexer that ended without notice are taken up again");
    await giveUpFiles(ctx, deadly);
  } catch (error) {
    ctx.log.warn({ err: error }, "left jobs could not be looked for");
  }
};

/** Only their own making keeps programs and readers from the network and from files where these cannot be taken from them: whoever runs this should know. */
const warnOfNamespaces = ({ log }: Context): void => {
  if (!canLeaveNetwork())
    log.warn(
      "no network namespace can be made here for programs that open files; give the indexer no way out",
    );
  else if (!canShutIn() || !canShutIn(true))
    log.warn(
      "no mount namespace can be made here for programs that open files; they can read what the indexer can",
    );
};

export interface IndexerOptions {
  /** How long a picture or an archive is worked on before it has to give way. */
  firstGoMs?: number;
}

/** Takes jobs until stopped. As many of these as wanted work beside one database. `measure` may look on as they are done. */
export const runIndexer = async (
  ctx: Context,
  pool: Pool,
  measure = (taskList: TaskList) => taskList,
  { firstGoMs }: IndexerOptions = {},
): Promise<KeptRunner> => {
  const { concurrency } = ctx.config.indexer;
  const office = createOfficeConverter(ctx.config.office);
  const extractor = createExtractor({ workers: concurrency, office });
  const scanner = ctx.config.scanner && createClamavScanner(ctx.config.scanner);
  const log = ctx.log.child({ part: "jobs" });
  const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;
  const logger = new Logger(() => (level, message, meta) => {
    if (!isMoot(message)) log[levels[level]]({ meta: meta?.error }, message);
  });
  const shared = { noHandleSignals: true, pollInterval: 1000, logger };
  const start = (taskList: TaskList, options: RunnerOptions) =>
    keepRunning(pool, { taskList: measure(taskList), ...shared, ...options }, log);
  const stopping = new AbortController();
  const files = await start(
    {
      "extract-text": (payload) => extractText(ctx, extractor, payload),
      "refine-draft": (payload) => refineDraft(ctx, payload),
      "sketch-texts": () => sketchTexts(ctx),
      "read-forgotten-files": () => readForgottenFiles(ctx),
      ...(scanner && { "scan-forgotten-files": () => scanForgottenFiles(ctx) }),
      "rebuild-index": () => rebuildIndexIfNeeded(ctx),
      "sweep-storage": async () => {
        await sweepStorage(ctx);
      },
    },
    // Room for housekeeping beside the files that are read at once.
    { crontab: scanner ? `${crontab}\n${scannerCrontab}` : crontab, concurrency: concurrency + 1 },
  );
  // Apart: a scan waits for the daemon, and everything else for the scan. Without a scanner these jobs wait for an indexer
  // that has one.
  const scans =
    scanner &&
    (await start(
      { "scan-blob": (payload) => scanBlob(ctx, scanner, payload, stopping.signal) },
      { crontab: "", concurrency },
    ));
  // Apart, and one at a time: an archive takes no place from a file that waits to be read, and one of gigabytes none from others.
  const archives = await start(
    { "unpack-upload": (payload) => unpackUpload(ctx, payload, firstGoMs ?? archiveFirstGoMs) },
    { crontab: "", concurrency: 1 },
  );
  // Apart from slow files, and fetched by the batch: a query for each of so many would cost more than the indexing.
  const documents = await start(
    { "index-resource": createResourceIndexer(ctx) },
    {
      crontab: "",
      concurrency: indexedAtOnce,
      preset: { worker: { localQueue: { size: indexedAtOnce }, completeJobBatchDelay: 20 } },
    },
  );
  // Apart as well, and one at a time: pictures never take a place from a file that waits to be read.
  const previewer = createPreviewer({ office, ffmpeg: ctx.config.ffmpeg });
  const drawing = createPictureTasks(ctx, { extractor, previewer, stopping: stopping.signal, firstGoMs });
  const pictures = await start(drawing.ordinary, { crontab: "", concurrency: 1 });
  // And apart from those, what takes long by its nature: each kind in a queue, so that none takes the others' places.
  const slow = await start(
    { ...drawing.slow, "unpack-slowly": (payload) => unpackUpload(ctx, payload) },
    { crontab: "", concurrency: 3 },
  );
  warnOfNamespaces(ctx);
  await rebuildIfNeeded(ctx);
  if (scanner) await tryAtOnce(ctx, scanForgottenFiles);
  await tryAtOnce(ctx, readForgottenFiles);
  const indexCheck = setInterval(() => void rebuildIfNeeded(ctx), indexCheckMs);
  const leaseCheck = setInterval(() => void takeUpLeftJobs(ctx), leaseCheckMs);
  const runners = [files, archives, documents, pictures, slow, ...(scans ? [scans] : [])];
  return {
    isRunning: () => runners.every((runner) => runner.isRunning()),
    async stop() {
      clearInterval(indexCheck);
      clearInterval(leaseCheck);
      // What is being drawn may take a minute; the next indexer begins it again.
      stopping.abort();
      previewer.close();
      await Promise.all(runners.map((runner) => runner.stop()));
      extractor.close();
      await office.close();
    },
  };
};
