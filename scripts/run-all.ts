import { type Config, environmentWith } from "../server/config.ts";
import { openEmbeddedPostgres } from "../server/db/embedded-postgres.ts";
import { lockDataDir } from "../server/db/lock-data-dir.ts";
import { watchPostgres } from "../server/db/watch-postgres.ts";
import { createLog, type Log } from "../server/log.ts";
import { indexerNodeOptions, serverNodeOptions } from "../server/node-options.ts";
import { type Script, ScriptError } from "./run-script.ts";
import { SupervisedProcess } from "./supervised-process.ts";

export interface RunOptions {
  /** Runs once this is known to be the only run on its data directory. */
  build?: (log: Log) => Promise<void>;
  /** Runs once the database can be reached and before anything is served. */
  prepare?: (databaseUrl: string) => Promise<void>;
  /** Runs once the address answers. */
  announce?: () => void;
}

const reserveDataDir = (config: Config, script: Script): void => {
  const lock = lockDataDir(config.dataDir);
  if (!lock) {
    throw new ScriptError(
      `Already running: another process uses ${config.dataDir}. Stop it first, or set DATA_DIR and PORT to run a second one.`,
    );
  }
  script.atEnd(() => lock.release());
};

const openDatabase = async (config: Config, script: Script, log: Log): Promise<string> => {
  if (config.database.url) return config.database.url;
  const embedded = await openEmbeddedPostgres(config.dataDir, log);
  const watch = watchPostgres(embedded, script.fail);
  script.atEnd(() => {
    watch.stop();
    return embedded.stop();
  });
  return embedded.url;
};

const startParts = (
  config: Config,
  script: Script,
  log: Log,
  databaseUrl: string,
  announce: RunOptions["announce"],
): void => {
  const start = (
    name: "indexer" | "server",
    nodeOptions: string[],
    onReady: (message: { port?: number }) => void,
  ): void => {
    const part = new SupervisedProcess({
      name,
      module: new URL(`../${name}/main.ts`, import.meta.url),
      nodeOptions,
      env: environmentWith({ DATABASE_URL: databaseUrl, AUTH_SECRET: config.authSecret }),
      log,
      onReady,
      onFailure: script.fail,
    });
    script.atEnd(() => part.stop(config.http.shutdownGraceMs));
  };
  start("indexer", indexerNodeOptions, () => {});
  start("server", serverNodeOptions, ({ port }) => {
    const address = config.http.port === 0 ? `http://${config.http.host}:${port}` : config.http.publicUrl;
    announce?.();
    console.log(`campus-commons 集团教学资源共享库: ${address}   (Ctrl-C ends it)`);
  });
};

/**
 * Server and indexer, each a process of its own, over one database, until asked to stop. They end in the reverse order: the
 * server, which takes new work, then the indexer, PostgreSQL last.
 */
export const runAll = async (config: Config, script: Script, options: RunOptions): Promise<void> => {
  const log = createLog(config.log.level, "start");
  reserveDataDir(config, script);
  await script.unlessStopped(Promise.resolve(options.build?.(log)));
  const databaseUrl = await openDatabase(config, script, log);
  await script.unlessStopped(Promise.resolve(options.prepare?.(databaseUrl)));
  startParts(config, script, log, databaseUrl, options.announce);
  await script.unlessStopped(new Promise<never>(() => {}));
};
