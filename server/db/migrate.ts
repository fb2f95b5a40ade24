import { readdir, readFile } from "node:fs/promises";
import { runMigrations } from "graphile-worker";
import { type Migration, Migrator, sql } from "kysely";
import type { Log } from "../log.ts";
import { type Connection, connect } from "./connect.ts";

const directory = new URL("./migrations/", import.meta.url);

const readMigrations = async (): Promise<Record<string, Migration>> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql"));
  const texts = await Promise.all(names.map((name) => readFile(new URL(name, directory), "utf8")));
  return Object.fromEntries(
    names.map((name, index) => [
      name.replace(/\.sql$/, ""),
      { up: async (db) => void (await sql.raw(texts[index] as string).execute(db)) },
    ]),
  );
};

/** Any number that no other advisory lock of ours uses. */
const migrationLock = 4_146_900_148;

/**
 * Brings the database up to date: ours, then the job queue's. Of several processes at once one does it while the others
 * wait: each of the two has a lock of its own, but one stumbles over tables that the other is just replacing.
 */
export const migrate = async ({ db, pool }: Connection, log?: Log): Promise<void> => {
  const turn = await pool.connect();
  try {
    const { rows } = await turn.query("select pg_try_advisory_lock($1) as locked", [migrationLock]);
    if (!rows[0].locked) {
      log?.info("another process is bringing the database up to date; waiting for it");
      await turn.query("select pg_advisory_lock($1)", [migrationLock]);
    }
    // Work that was done side by side meets here: a database may already have the later of two.
    const migrator = new Migrator({
      db,
      provider: { getMigrations: readMigrations },
      allowUnorderedMigrations: true,
    });
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
    await runMigrations({ pgPool: pool });
  } finally {
    turn.release(true); // the lock ends with its connection, also where that is broken
  }
};

/** The same at an address, over connections of its own: a statement that rebuilds a large table takes its time. */
export const migrateAt = async (url: string, log: Log): Promise<void> => {
  const connection = connect({ url, poolSize: 4, log, name: "migrate", statementMs: 0 });
  try {
    await migrate(connection, log);
  } finally {
    await connection.close();
  }
};
