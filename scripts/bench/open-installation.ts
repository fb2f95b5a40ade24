import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readConfig } from "../../server/config.ts";
import type { Context } from "../../server/context.ts";
import { openEmbeddedPostgres } from "../../server/db/embedded-postgres.ts";
import { createLog } from "../../server/log.ts";
import { processNodeOptions } from "../../server/node-options.ts";
import { openContext } from "../../server/open-context.ts";
import type { Script } from "../run-script.ts";
import { seedUnits } from "../seed-units.ts";
import { type StartedProcess, startProcess } from "./start-process.ts";

export interface BenchServer extends StartedProcess {
  address: string;
  /** The session of the teacher that measures. */
  cookie: string;
}

export interface ServerOptions {
  /** Settings that differ from the installation's. */
  settings?: Record<string, string>;
  nodeOptions?: string[];
}

export interface Installation {
  ctx: Context;
  directory: string;
  databaseUrl: string;
  /** The real server, a process of its own. */
  startServer(options?: ServerOptions): Promise<BenchServer>;
  startIndexer(): Promise<StartedProcess>;
  /** The session of another person of the demonstration world, as a cookie. */
  signIn(address: string, username: string): Promise<string>;
  /** Says what is going on, where it does not disturb the figures. */
  say(text: string): void;
}

/** Whose requests are measured. */
export const teacher = "sanxiao.teacher";

const signIn = async (address: string, username: string, password: string): Promise<string> => {
  const reply = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  if (!reply.ok) throw new Error(`Signing in answered ${reply.status}.`);
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
};

/**
 * A temporary installation with the people of the demonstration world: its own PostgreSQL, blobs and index. All of it, and every
 * process started of it, goes when the script ends.
 */
export const openInstallation = async (
  script: Pick<Script, "atEnd">,
  options: { settings?: Record<string, string>; profileDirectory?: string | null } = {},
): Promise<Installation> => {
  const directory = await mkdtemp(path.join(tmpdir(), "campus-commons-bench-"));
  script.atEnd(() => rm(directory, { recursive: true, force: true }));
  const postgres = await openEmbeddedPostgres(directory, createLog("warn", "bench"));
  script.atEnd(() => postgres.stop());
  const environment = {
    DATA_DIR: directory,
    DATABASE_URL: postgres.url,
    PORT: "0",
    LOG_LEVEL: "warn",
    AUTH_SECRET: randomBytes(32).toString("hex"),
    ...options.settings,
  };
  const { ctx, close } = await openContext(readConfig(environment), "bench", "writer");
  script.atEnd(close);
  const password = randomBytes(12).toString("hex");
  await seedUnits(ctx, password);
  const profiling = options.profileDirectory
    ? ["--cpu-prof", `--cpu-prof-dir=${options.profileDirectory}`]
    : [];
  const start = async (...parameters: Parameters<typeof startProcess>): Promise<StartedProcess> => {
    const started = await startProcess(...parameters);
    script.atEnd(() => started.stop());
    return started;
  };
  return {
    ctx,
    directory,
    databaseUrl: postgres.url,
    say: (text) => void process.stderr.write(`${text}\n`),
    async startServer({ settings = {}, nodeOptions = [] } = {}) {
      const server = await start("server/main.ts", {
        environment: { ...environment, ...settings },
        nodeOptions: [...processNodeOptions, ...profiling, ...nodeOptions],
      });
      const address = `http://127.0.0.1:${server.ready.port}`;
      return { ...server, address, cookie: await signIn(address, teacher, password) };
    },
    startIndexer: () => start("indexer/main.ts", { environment, nodeOptions: processNodeOptions }),
    signIn: (address, username) => signIn(address, username, password),
  };
};
