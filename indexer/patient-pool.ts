import type { Pool, PoolClient, QueryResult } from "pg";
import { translateDatabaseError } from "../server/db/errors.ts";

/** PostgreSQL's "cannot connect now", one of the few codes upon which the job library waits and tries again. */
const triedAgain = "57P03";

const isAway = (error: unknown): boolean => translateDatabaseError(error)?.status === 503;

const asTriedAgain = (error: unknown): unknown =>
  isAway(error) ? Object.assign(new Error(String(error), { cause: error }), { code: triedAgain }) : error;

type Query = (...args: unknown[]) => Promise<QueryResult>;

const patientClient = (client: PoolClient, onUnanswered: () => void): PoolClient => {
  const query: Query = async (...args) => {
    try {
      return await (client.query as unknown as Query).apply(client, args);
    } catch (error) {
      if (isAway(error)) onUnanswered();
      throw asTriedAgain(error);
    }
  };
  return Object.create(client, { query: { value: query } });
};

/**
 * The pool as the job library should see it. When PostgreSQL restarts just as a job ends, the library notes that end again
 * only upon certain codes; any other failure would end this process and leave the job locked. `onUnanswered` hears of each
 * statement of which nobody knows whether it was done.
 */
export const patientPool = (pool: Pool, onUnanswered: () => void): Pool => {
  const connect = async (): Promise<PoolClient> => {
    try {
      return patientClient(await pool.connect(), onUnanswered);
    } catch (error) {
      throw asTriedAgain(error);
    }
  };
  type Callback = Parameters<Pool["connect"]>[0];
  return Object.create(pool, {
    connect: { value: (callback?: Callback) => (callback ? pool.connect(callback) : connect()) },
  });
};
