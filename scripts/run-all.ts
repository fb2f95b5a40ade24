import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Config } from "../server/config.ts";
import { type EmbeddedPostgres, openEmbeddedPostgres } from "../server/db/embedded-postgres.ts";
import { lockDataDir } from "../server/db/lock-data-dir.ts";
import { DomainError } from "../server/errors.ts";
import { createLog, type Log } from "../server/log.ts";
import { untilAskedToStop } from "../server/until-asked-to-stop.ts";
import { buildWebIfStale } from "./build-web.ts";

export interface RunOptions {
  /** Runs once the database can be reached and before anything is served. */
  prepare?: (databaseUrl: string) => Promise<void>;
  /** Runs once the address answers. */
  announce?: (address: string) => void;
}

interface Part {
  name: string;
  child: ChildProcess;
  isStopping: boolean;
}

const restartAfterMs = 1000;

/** Keeps one process alive: one that dies by itself is started again, as a container's supervisor would. */
const keepAlive = (
  name: string,
  module: URL,
  env: NodeJS.ProcessEnv,
  log: Log,
  onReady: (message: { port?: number }) => void,
): Part => {
  const start = (): ChildProcess => {
    const child = fork(module, { env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
    child.on("message", (message) => onReady(message as { port?: number }));
    child.once("exit", (code, signal) => {
      if (part.isStopping) return;
      log.error({ part: name, code, signal }, "a process ended by itself; starting it again");
      setTimeout(() => {
        if (!part.isStopping) part.child = start();
      }, restartAfterMs);
    });
    return child;
  };
  const part: Part = { name, child: undefined as unknown as ChildProcess, isStopping: false };
  part.child = start();
  return part;
};

const stopPart = async (part: Part, graceMs: number): Promise<void> => {
  part.isStopping = true;
  const { child } = part;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const isLate = await Promise.race([gone.then(() => false), sleep(graceMs + 10_000, true, { ref: false })]);
  if (isLate) child.kill("SIGKILL");
  await gone;
};

const runParts = async (
  config: Config,
  options: RunOptions,
  databaseUrl: string,
  log: Log,
): Promise<void> => {
  const env = { ...process.env, DATABASE_URL: databaseUrl, AUTH_SECRET: config.authSecret };
  const graceMs = config.http.shutdownGraceMs;
  const indexer = keepAlive("indexer", new URL("../indexer/main.ts", import.meta.url), env, log, () => {});
  const server = keepAlive("server", new URL("../server/main.ts", import.meta.url), env, log, ({ port }) => {
    const address = config.http.port === 0 ? `http://${config.http.host}:${port}` : config.http.publicUrl;
    options.announce?.(address);
    console.log(`campus-commons 集团教学资源共享库: ${address}   (Ctrl-C ends it)`);
  });
  await untilAskedToStop();
  await stopPart(server, graceMs);
  await stopPart(indexer, graceMs);
};

/** Server and indexer, each a process of its own, over one database; ends them in order, PostgreSQL last. */
export const runAll = async (config: Config, options: RunOptions): Promise<void> => {
  const lock = lockDataDir(config.dataDir);
  if (!lock) {
    console.error(
      `Already running: another process uses ${config.dataDir}. Stop it first, or set DATA_DIR and PORT to run a second one.`,
    );
    process.exit(1);
  }
  const log = createLog(config.log.level, "start");
  let embedded: EmbeddedPostgres | null = null;
  try {
    await buildWebIfStale(log);
    embedded = config.database.url ? null : await openEmbeddedPostgres(config.dataDir, log);
    const databaseUrl = config.database.url ?? (embedded?.url as string);
    await options.prepare?.(databaseUrl);
    await runParts(config, options, databaseUrl, log);
  } catch (error) {
    console.error(error instanceof DomainError ? error.message : error);
    process.exitCode = 1;
  } finally {
    await embedded?.stop();
    lock.release();
  }
  process.exit();
};
