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

/** Brings the database up to date: ours, then the job queue's. Safe to run from several processes at once. */
export const migrate = async ({ db, pool }: Connection): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  await runMigrations({ pgPool: pool });
};

/** The same at an address, over connections of its own: a statement that rebuilds a large table takes its time. */
export const migrateAt = async (url: string, log: Log): Promise<void> => {
  const connection = connect({ url, poolSize: 2, log, name: "migrate", statementMs: 0 });
  try {
    await migrate(connection);
  } finally {
    await connection.close();
  }
};
