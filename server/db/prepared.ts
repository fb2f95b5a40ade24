import { sql } from "kysely";
import type pg from "pg";

const mark = "/* prepared */";

/**
 * Begins a statement that each connection parses and plans once, for those that run with nearly every request. Its text
 * may not depend on what a caller asks for: each distinct text stays in every connection until that closes.
 */
export const prepared = sql.raw(mark);

const names = new Map<string, string>();

const nameOf = (text: string): string => {
  const name = names.get(text) ?? `prepared-${names.size + 1}`;
  names.set(text, name);
  return name;
};

/** Has a connection keep the plans of statements that begin with `prepared`. */
export const keepPlans = (client: pg.PoolClient): void => {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  const named = (text: unknown, values: unknown, ...rest: unknown[]): unknown =>
    typeof text === "string" && text.startsWith(mark)
      ? query({ name: nameOf(text), text, values }, ...rest)
      : query(text, values, ...rest);
  Object.assign(client, { query: named });
};
