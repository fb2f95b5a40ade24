import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { findPostmaster, forgetPostmaster, launchPostmaster } from "./postmaster.ts";
import { accountForPostgres } from "./run-as.ts";
import { waitUntil } from "./wait-until.ts";

export interface Cluster {
  directory: string;
  /** Path of the program `postgres`. */
  program: string;
  /** Address of its maintenance database at a port. */
  url: (port: number) => string;
}

const recoveryMs = 60_000;
const stopMs = 60_000;
/** What a killed PostgreSQL leaves running ends within moments, and until then a new one refuses to start. */
const attempts = 20;
const betweenAttemptsMs = 500;

/** A port that nobody has: `wished` where it can be had. */
const findPort = (wished: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      wished > 0 && error.code === "EADDRINUSE" ? resolve(findPort(0)) : reject(error),
    );
    probe.listen(wished, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

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

const joinRunning = async (cluster: Cluster): Promise<number | null> => {
  const noted = findPostmaster(cluster.directory);
  return noted?.isRunning && (await canConnect(cluster.url(noted.port))) ? noted.port : null;
};

const launch = async (
  { directory, program }: Cluster,
  wishedPort: number,
): Promise<{ hasEnded(): boolean }> => {
  const left = findPostmaster(directory);
  if (left) forgetPostmaster(directory);
  // Others may still know the address of one that was killed.
  const port = await findPort(wishedPort || left?.port || 0);
  return launchPostmaster(directory, port, accountForPostgres(directory), program);
};

const lastWords = (directory: string): string => {
  const file = `${directory}.log`;
  return existsSync(file) ? readFileSync(file, "utf8").slice(-2000) : "";
};

/** Joins the PostgreSQL that runs on the cluster, or starts it, and answers its port once it takes connections. */
export const startOrJoin = async (cluster: Cluster, wishedPort = 0): Promise<number> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const launched = findPostmaster(cluster.directory)?.isRunning ? null : await launch(cluster, wishedPort);
    const hasGone = () =>
      launched ? launched.hasEnded() : findPostmaster(cluster.directory)?.isRunning !== true;
    const port = await waitUntil(
      async () => (await joinRunning(cluster)) ?? (hasGone() ? "gone" : null),
      recoveryMs,
    );
    if (typeof port === "number") return port;
    if (port === null) break;
    await sleep(betweenAttemptsMs);
  }
  throw new Error(`PostgreSQL did not start. Its last words:\n${lastWords(cluster.directory)}`);
};

/** Ends it, whoever started it: running transactions are rolled back, connections closed. */
export const endPostmaster = async (directory: string): Promise<void> => {
  const noted = findPostmaster(directory);
  if (!noted?.isRunning) return;
  process.kill(noted.pid, "SIGINT");
  if (!(await waitUntil(() => findPostmaster(directory)?.isRunning !== true, stopMs))) {
    throw new Error("PostgreSQL did not stop in time; see the log beside its directory.");
  }
};
