import type { Pool, PoolClient, QueryResult } from "pg";
import { translateDatabaseError } from "../server/db/errors.ts";

/** PostgreSQL's "cannot connect now", one of the few codes upon which the job library waits and tries again. */
const triedAgain = "57P03";

const asTriedAgain = (error: unknown): unknown =>
  translateDatabaseError(error)?.status === 503
    ? Object.assign(new Error(String(error), { cause: error }), { code: triedAgain })
    : error;

type Query = (...args: unknown[]) => Promise<QueryResult>;

const patientClient = (client: PoolClient): PoolClient => {
  const query: Query = async (...args) => {
    try {
      return await (client.query as unknown as Query).apply(client, args);
    } catch (error) {
      throw asTriedAgain(error);
    }
  };
  return Object.create(client, { query: { value: query } });
};

/**
 * The pool as the job library should see it. When PostgreSQL restarts just as a job ends, the library notes that end again
 * only upon certain codes; any other failure would end this process and leave the job locked.
 */
export const patientPool = (pool: Pool): Pool => {
  const connect = async (): Promise<PoolClient> => {
    try {
      return patientClient(await pool.connect());
    } catch (error) {
      throw asTriedAgain(error);
    }
  };
  type Callback = Parameters<Pool["connect"]>[0];
  return Object.create(pool, {
    connect: { value: (callback?: Callback) => (callback ? pool.connect(callback) : connect()) },
  });
};
