import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { openEmbeddedPostgres } from "../../server/db/embedded-postgres.ts";
import { socketDirectoryOf } from "../../server/db/postgres-socket.ts";
import { createLog } from "../../server/log.ts";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Whether the connections of a PostgreSQL under `folder` come over the network, even if only this machine's. */
const comesOverTcp = async (...folder: string[]): Promise<boolean> => {
  const home = await mkdtemp(path.join(tmpdir(), "campus-commons-socket-"));
  ends.push(() => rm(home, { recursive: true, force: true }));
  const postgres = await openEmbeddedPostgres(path.join(home, ...folder), createLog("silent", "test"));
  ends.push(() => postgres.stop());
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  ends.push(() => client.end());
  const { rows } = await client.query("select inet_client_addr() is not null as tcp");
  return rows[0].tcp;
};

describe("the PostgreSQL under the data directory", () => {
  it("is spoken to through its socket", async () => {
    expect(await comesOverTcp("数据 1")).toBe(false);
  });

  it("is spoken to over TCP where the path of a socket would be too long", async () => {
    expect(await comesOverTcp("一所学校的资源库".repeat(5))).toBe(true);
  });
});

it("a socket's path is counted in bytes, from the root on", () => {
  expect(socketDirectoryOf("data")).toBe(path.resolve("data"));
  expect(socketDirectoryOf(`/${"a".repeat(87)}`)).toBe(`/${"a".repeat(87)}`);
  expect(socketDirectoryOf(`/${"a".repeat(90)}`)).toBe(null);
  expect(socketDirectoryOf(`/${"校".repeat(30)}`)).toBe(null);
});
