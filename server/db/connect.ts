import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Log } from "../log.ts";
import { keepPlans } from "./prepared.ts";
import type { Database } from "./schema.ts";

/** Sizes, counts and revisions stay below 2^53, so bigint columns arrive as numbers. */
const bigintOid = 20;
/** A date is a day, not an instant: it stays the text YYYY-MM-DD. */
const dateOid = 1082;

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") => {
    if (oid === bigintOid) return Number;
    if (oid === dateOid) return (value: string) => value;
    return pg.types.getTypeParser(oid, format as "text");
  }) as pg.CustomTypesConfig["getTypeParser"],
};

export interface Connection {
  pool: pg.Pool;
  db: Kysely<Database>;
  close(): Promise<void>;
}

/**
 * A connection on which an answer did not come in time may be within a transaction, and its ROLLBACK would wait behind the
 * same silence: it is ended, so that nobody else is ever handed that transaction.
 */
const endOnSilence = (client: pg.PoolClient): void => {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const watched = (...args: unknown[]): unknown => {
    const answer = query(...args);
    if (answer instanceof Promise) {
      answer.catch((error: unknown) => {
        if (error instanceof Error && error.message === "Query read timeout")
          void (client as unknown as pg.Client).end();
      });
    }
    return answer;
  };
  Object.assign(client, { query: watched });
};

export interface ConnectOptions {
  url: string;
  poolSize: number;
  log: Log;
  /** How PostgreSQL shows these connections. */
  name: string;
  /** How long one statement may take; 0 for ever, as migrations need. */
  statementMs?: number;
}

/** Opens a pool that survives restarts of PostgreSQL and, usually, never waits longer than a few seconds for it. */
export const connect = (options: ConnectOptions): Connection => {
  const { statementMs = 4000 } = options;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    application_name: options.name,
    connectionTimeoutMillis: 3000,
    query_timeout: statementMs && statementMs + 500,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    // Left to itself, PostgreSQL plans the statements that are `prepared` anew each time: longer than they run.
    options: "-c plan_cache_mode=force_generic_plan",
    types,
  });
  // Without a listener, a server that goes away while a connection is idle ends this process.
  const noteLoss = (error: Error) => options.log.warn({ err: error }, "a database connection was lost");
  pool.on("error", noteLoss);
  pool.on("connect", (client) => {
    client.on("error", noteLoss);
    endOnSilence(client);
    keepPlans(client);
  });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { pool, db, close: () => db.destroy() };
};
