import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { readConfig } from "../../server/config.ts";
import type { Context } from "../../server/context.ts";
import { openEmbeddedPostgres } from "../../server/db/embedded-postgres.ts";
import { createLog } from "../../server/log.ts";
import { serverNodeOptions } from "../../server/node-options.ts";
import { openContext } from "../../server/open-context.ts";
import { seedUnits } from "../seed-units.ts";
import type { BenchOptions } from "./options.ts";
import { seedLibrary } from "./seed-library.ts";
import { type StartedProcess, startProcess } from "./start-process.ts";

export interface BenchServer extends StartedProcess {
  address: string;
  /** The session of the teacher that measures. */
  cookie: string;
}

export interface Bench {
  options: BenchOptions;
  ctx: Context;
  directory: string;
  databaseUrl: string;
  /** The real server, a process of its own. */
  startServer(): Promise<BenchServer>;
  startIndexer(): Promise<StartedProcess>;
  /** Says what is going on, where it does not disturb the figures. */
  say(text: string): void;
  close(): Promise<void>;
}

/** Whose requests are measured. */
export const teacher = "sanxiao.teacher";

const signIn = async (address: string, password: string): Promise<string> => {
  const reply = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username: teacher, password }),
  });
  if (!reply.ok) throw new Error(`Signing in answered ${reply.status}.`);
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
};

/** A temporary installation with its library: its own PostgreSQL, blobs and index; all of it goes with `close`. */
export const openBench = async (options: BenchOptions): Promise<Bench> => {
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  const directory = await mkdtemp(path.join(tmpdir(), "campus-commons-bench-"));
  const postgres = await openEmbeddedPostgres(directory, createLog("warn", "bench"));
  const environment = {
    DATA_DIR: directory,
    DATABASE_URL: postgres.url,
    PORT: "0",
    LOG_LEVEL: "warn",
    AUTH_SECRET: randomBytes(32).toString("hex"),
  };
  const { ctx, close } = await openContext(readConfig(environment), "bench", "writer");
  const password = randomBytes(12).toString("hex");
  say(`a library of ${options.resources} resources …`);
  await seedUnits(ctx, password);
  await seedLibrary(ctx, options.resources);
  const profiling = options.profileDirectory
    ? ["--cpu-prof", `--cpu-prof-dir=${options.profileDirectory}`]
    : [];
  return {
    options,
    ctx,
    directory,
    databaseUrl: postgres.url,
    say,
    async startServer() {
      const server = await startProcess("server/main.ts", {
        environment,
        nodeOptions: [...serverNodeOptions, ...profiling],
      });
      const address = `http://127.0.0.1:${server.ready.port}`;
      return { ...server, address, cookie: await signIn(address, password) };
    },
    startIndexer: () => startProcess("indexer/main.ts", { environment }),
    async close() {
      await close();
      await postgres.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
