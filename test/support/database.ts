import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

const withAdmin = async (work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const url = new URL(inject("templateUrl"));
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

/** A database of the caller's own, cloned from the migrated template. */
export const createTestDatabase = async (): Promise<{ url: string; drop(): Promise<void> }> => {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = new URL(inject("templateUrl")).pathname.slice(1);
  await withAdmin((client) => client.query(`create database ${name} template ${template}`));
  const url = new URL(inject("templateUrl"));
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => withAdmin((client) => client.query(`drop database if exists ${name} with (force)`)),
  };
};
