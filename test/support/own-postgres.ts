import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "../../server/db/connect.ts";
import { openEmbeddedPostgres } from "../../server/db/embedded-postgres.ts";
import { migrate } from "../../server/db/migrate.ts";
import { findPostmaster } from "../../server/db/postmaster.ts";
import { createLog } from "../../server/log.ts";
import { seedVocabulary } from "../../server/modules/vocabulary/index.ts";
import { until } from "./until.ts";

export interface OwnPostgres {
  url: string;
  /** Ends it without a goodbye, as `pg_ctl -m immediate` would; resolves when its first process is gone. */
  crash(): Promise<void>;
  /** Starts it again at the same address. */
  revive(): Promise<void>;
  /** Stops all its processes where they stand: connections stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** A PostgreSQL of the caller's own, migrated and seeded, to do harm to; `prepare` gets the directory of its data first and answers how that is undone. */
export const startOwnPostgres = async (
  prepare = (_home: string): (() => void) =>
    () => {},
): Promise<OwnPostgres> => {
  const home = await mkdtemp(path.join(tmpdir(), "campus-commons-own-"));
  const undo = prepare(home);
  const directory = path.join(home, "postgres");
  const log = createLog("silent", "test");
  const postgres = await openEmbeddedPostgres(home, log);
  const connection = connect({ url: postgres.url, poolSize: 2, log, name: "test-setup" });
  await migrate(connection);
  await seedVocabulary(connection.db);
  await connection.close();
  const firstPid = () => findPostmaster(directory)?.pid ?? 0;
  const signalAll = (signal: NodeJS.Signals) => {
    const first = firstPid();
    const children = readFileSync(`/proc/${first}/task/${first}/children`, "utf8").trim().split(" ");
    for (const pid of [first, ...children.map(Number)]) if (pid > 0) process.kill(pid, signal);
  };
  return {
    url: postgres.url,
    async crash() {
      process.kill(firstPid(), "SIGQUIT");
      await until("PostgreSQL to be gone", () => findPostmaster(directory)?.isRunning !== true);
    },
    revive: () => postgres.revive(),
    freeze: () => signalAll("SIGSTOP"),
    thaw: () => signalAll("SIGCONT"),
    async stop() {
      await postgres.stop();
      undo();
      await rm(home, { recursive: true, force: true });
    },
  };
};
