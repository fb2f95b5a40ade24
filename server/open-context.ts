import type { Kysely } from "kysely";
import { systemActor } from "./actor.ts";
import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Context } from "./context.ts";
import { type Connection, connect } from "./db/connect.ts";
import { type EmbeddedPostgres, openEmbeddedPostgres } from "./db/embedded-postgres.ts";
import { migrateAt } from "./db/migrate.ts";
import { watchPostgres } from "./db/watch-postgres.ts";
import { createLog } from "./log.ts";
import { createAuth } from "./modules/identity/index.ts";
import { createSearchIndex } from "./modules/search/index.ts";
import { createBlobStore } from "./modules/storage/index.ts";
import { seedVocabulary } from "./modules/vocabulary/index.ts";
import { keepTemporaryFilesSwept } from "./sweep-temporary-files.ts";

export interface OpenContext {
  ctx: Context;
  connection: Connection;
  /** Closes what was opened, the database last; a PostgreSQL of our own ends when nobody else uses it. */
  close(): Promise<void>;
}

/** Opens every part that the settings name and brings the database up to date. `role`: who of two writes the index. */
export const openContext = async (
  config: Config,
  name: string,
  role: "reader" | "writer",
): Promise<OpenContext> => {
  const log = createLog(config.log.level, name);
  const embedded = config.database.url ? null : await openEmbeddedPostgres(config.dataDir, log);
  const url = config.database.url ?? (embedded as EmbeddedPostgres).url;
  await migrateAt(url, log);
  const connection = connect({ url, poolSize: config.database.poolSize, log, name });
  await seedVocabulary(connection.db);
  const blobs = await createBlobStore(config.blobs);
  const search = await createSearchIndex({ ...config.search, role });
  const ctx: Context = {
    config,
    db: connection.db,
    blobs,
    search,
    auth: createAuth(config, connection.db as unknown as Kysely<never>),
    log,
    clock: systemClock,
    actor: systemActor,
  };
  const watch = embedded && watchPostgres(embedded, (error) => log.fatal({ err: error }, "no database"));
  const sweeping = keepTemporaryFilesSwept(log, { sendsToS3: config.blobs.s3 !== null });
  const close = async (): Promise<void> => {
    sweeping.stop();
    await search.close();
    await connection.close();
    watch?.stop();
    await embedded?.stop();
  };
  return { ctx, connection, close };
};
