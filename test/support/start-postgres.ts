import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { connect } from "../../server/db/connect.ts";
import { openEmbeddedPostgres } from "../../server/db/embedded-postgres.ts";
import { migrate } from "../../server/db/migrate.ts";
import { createLog } from "../../server/log.ts";
import { seedVocabulary } from "../../server/modules/vocabulary/index.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the migrated template; each test file clones it. */
    templateUrl: string;
  }
}

/** What only guards against a crash of this PostgreSQL or its machine, after which its databases are of no use to anybody. */
const guards = ["fsync", "full_page_writes", "synchronous_commit"];

/** One real PostgreSQL for the whole run, with a migrated and seeded template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), "campus-commons-postgres-"));
  const log = createLog("silent", "test");
  const postgres = await openEmbeddedPostgres(directory, log, "template_commons");
  const connection = connect({ url: postgres.url, poolSize: 2, log, name: "test-setup" });
  for (const guard of guards) await connection.pool.query(`alter system set ${guard} = off`);
  await connection.pool.query("select pg_reload_conf()");
  await migrate(connection);
  await seedVocabulary(connection.db);
  await connection.close();
  project.provide("templateUrl", postgres.url);
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
