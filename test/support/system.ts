import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { Logger, runOnce, type TaskList } from "graphile-worker";
import { type Kysely, sql } from "kysely";
import { createExtractor } from "../../indexer/extract/index.ts";
import { createPreviewer } from "../../indexer/preview/index.ts";
import { type ClamavOptions, createClamavScanner } from "../../indexer/scan/index.ts";
import { extractText } from "../../indexer/tasks/extract-text.ts";
import { indexResource } from "../../indexer/tasks/index-resource.ts";
import { makePreview } from "../../indexer/tasks/make-preview.ts";
import { rebuildIndex, rebuildIndexIfNeeded } from "../../indexer/tasks/rebuild-index.ts";
import { recognizeText } from "../../indexer/tasks/recognize-text.ts";
import { refineDraft } from "../../indexer/tasks/refine-draft.ts";
import { scanBlob } from "../../indexer/tasks/scan-blob.ts";
import { sketchTexts } from "../../indexer/tasks/sketch-texts.ts";
import { sweepStorage } from "../../indexer/tasks/sweep-storage.ts";
import { unpackUpload } from "../../indexer/tasks/unpack-upload.ts";
import { systemActor } from "../../server/actor.ts";
import { createApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import type { Context } from "../../server/context.ts";
import { type Connection, connect } from "../../server/db/connect.ts";
import { Unavailable } from "../../server/errors.ts";
import { maxHeaderSize } from "../../server/listen.ts";
import { createLog } from "../../server/log.ts";
import { createAuth } from "../../server/modules/identity/index.ts";
import { createSearchIndex } from "../../server/modules/search/index.ts";
import { createBlobStore } from "../../server/modules/storage/index.ts";
import { createTestClock, type TestClock } from "./clock.ts";
import { createTestDatabase } from "./database.ts";

export interface TestSystem {
  ctx: Context;
  connection: Connection;
  clock: TestClock;
  server: Server;
  /** Address of the listening server. */
  address: string;
  dataDir: string;
  /** Runs every job that is due, as the indexer would, until none is left. */
  runJobs(): Promise<void>;
  stop(): Promise<void>;
}

export interface SystemOptions {
  environment?: Record<string, string>;
  /** Parts to use instead of the embedded ones. */
  parts?: Partial<Pick<Context, "blobs" | "search">>;
  /** A migrated database to use instead of a clone of the template; its maker ends it. */
  database?: { url: string };
  scanner?: Pick<ClamavOptions, "silenceMs">;
  extractor?: Parameters<typeof createExtractor>[0];
  /** Has `runJobs` make pictures of files too; left out, those jobs wait, since most tests look at no pictures. */
  previewer?: Parameters<typeof createPreviewer>[0];
}

const quiet = new Logger(() => () => {});

const hasDueJobs = async (ctx: Context, tasks: string[]): Promise<boolean> => {
  const { rows } = await sql<{ isDue: boolean }>`select exists (
    select 1 from graphile_worker.jobs
    where run_at <= now() and attempts < max_attempts and task_identifier = any(${tasks}::text[])
  ) as "isDue"`.execute(ctx.db);
  return rows[0]?.isDue ?? false;
};

/** The whole system in this process, on a database, blob store and index of its own. Replies are held to their shapes. */
export const startTestSystem = async (options: SystemOptions = {}): Promise<TestSystem> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "campus-commons-test-"));
  const database = options.database
    ? { url: options.database.url, drop: async () => {} }
    : await createTestDatabase();
  const config = readConfig({
    DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    LOG_LEVEL: "silent",
    ...options.environment,
  });
  const log = createLog(config.log.level, "test");
  const connection = connect({ url: database.url, poolSize: 16, log, name: "test" });
  const clock = createTestClock();
  const ctx: Context = {
    config,
    db: connection.db,
    blobs: options.parts?.blobs ?? (await createBlobStore(config.blobs)),
    search: options.parts?.search ?? (await createSearchIndex({ ...config.search, role: "writer" })),
    auth: createAuth(config, connection.db as unknown as Kysely<never>),
    log,
    clock,
    actor: systemActor,
  };
  const extractor = createExtractor(options.extractor);
  const scanner = config.scanner && createClamavScanner({ ...config.scanner, ...options.scanner });
  const previewer = options.previewer && createPreviewer(options.previewer);
  const taskList: TaskList = {
    "index-resource": (payload) => indexResource(ctx, payload),
    ...(scanner && { "scan-blob": (payload: unknown) => scanBlob(ctx, scanner, payload) }),
    "extract-text": (payload) => extractText(ctx, extractor, payload),
    "unpack-upload": (payload) => unpackUpload(ctx, payload),
    "unpack-slowly": (payload) => unpackUpload(ctx, payload),
    "recognize-text": (payload) => recognizeText(ctx, extractor, payload, new AbortController().signal),
    "refine-draft": (payload) => refineDraft(ctx, payload),
    "sketch-texts": () => sketchTexts(ctx),
    "rebuild-index": async () => void (await rebuildIndex(ctx)),
    "sweep-storage": async () => void (await sweepStorage(ctx)),
    ...(previewer && { "make-preview": (payload: unknown) => makePreview(ctx, previewer, payload) }),
  };
  const server = createServer({ maxHeaderSize }, createApp(ctx, { verifyReplies: true })).listen(
    0,
    "127.0.0.1",
  );
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    ctx,
    connection,
    clock,
    server,
    dataDir,
    address: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    async runJobs() {
      // As the indexer does when it starts; an engine that is down is asked again later.
      if (!options.parts?.search)
        await rebuildIndexIfNeeded(ctx).catch((error: unknown) => {
          if (!(error instanceof Unavailable)) throw error;
        });
      // The job library writes in batches what is done: a queue can seem busy a moment longer, so one run is not enough.
      do await runOnce({ pgPool: connection.pool, taskList, logger: quiet, noHandleSignals: true });
      while (await hasDueJobs(ctx, Object.keys(taskList)));
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      extractor.close();
      previewer?.close();
      await ctx.search.close();
      await connection.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
