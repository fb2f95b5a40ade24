import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readConfig } from "../../server/config.ts";
import type { Context } from "../../server/context.ts";
import { openEmbeddedPostgres } from "../../server/db/embedded-postgres.ts";
import { createLog } from "../../server/log.ts";
import { indexerNodeOptions, serverNodeOptions } from "../../server/node-options.ts";
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
  /** False where it was kept from an earlier run. */
  isNew: boolean;
  /** What is to be kept is whole. */
  keep(): Promise<void>;
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

/** Written last: an installation that has it is whole. */
const passwordName = "bench-password";

const openDirectory = async ({ atEnd }: Pick<Script, "atEnd">, kept: string | null): Promise<string> => {
  if (kept !== null) {
    await mkdir(kept, { recursive: true });
    const found = await readdir(kept);
    if (found.length > 0 && !found.includes(passwordName))
      throw new Error(`${kept} holds something else, or what an earlier run did not finish.`);
    return path.resolve(kept);
  }
  const directory = await mkdtemp(path.join(tmpdir(), "campus-commons-bench-"));
  atEnd(() => rm(directory, { recursive: true, force: true }));
  return directory;
};

export interface InstallationOptions {
  settings?: Record<string, string>;
  profileDirectory?: string | null;
  /** Where it is kept for the next run, or null. */
  keepDirectory?: string | null;
}

/**
 * An installation with the people of the demonstration world: its own PostgreSQL, blobs and index. Every process started of it
 * goes when the script ends, and so does all else, unless it is kept.
 */
export const openInstallation = async (
  script: Pick<Script, "atEnd">,
  options: InstallationOptions = {},
): Promise<Installation> => {
  const directory = await openDirectory(script, options.keepDirectory ?? null);
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
  const passwordFile = path.join(directory, passwordName);
  const keptPassword = await readFile(passwordFile, "utf8").catch(() => null);
  const password = keptPassword ?? randomBytes(12).toString("hex");
  if (keptPassword === null) await seedUnits(ctx, password);
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
    isNew: keptPassword === null,
    keep: () => writeFile(passwordFile, password, { mode: 0o600 }),
    databaseUrl: postgres.url,
    say: (text) => void process.stderr.write(`${text}\n`),
    async startServer({ settings = {}, nodeOptions = [] } = {}) {
      const server = await start("server/main.ts", {
        environment: { ...environment, ...settings },
        nodeOptions: [...serverNodeOptions, ...profiling, ...nodeOptions],
      });
      const address = `http://127.0.0.1:${server.ready.port}`;
      return { ...server, address, cookie: await signIn(address, teacher, password) };
    },
    startIndexer: () => start("indexer/main.ts", { environment, nodeOptions: indexerNodeOptions }),
    signIn: (address, username) => signIn(address, username, password),
  };
};
