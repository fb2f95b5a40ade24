import { readConfig } from "../server/config.ts";
import { connect } from "../server/db/connect.ts";
import { openEmbeddedPostgres } from "../server/db/embedded-postgres.ts";
import { migrateAt } from "../server/db/migrate.ts";
import { createLog } from "../server/log.ts";
import { seedVocabulary } from "../server/modules/vocabulary/index.ts";
import { runScript } from "./run-script.ts";

/** Server and indexer do the same when they start; this is for those who want it done before. */
await runScript(async (script) => {
  const config = readConfig();
  const log = createLog("warn", "migrate");
  const embedded = config.database.url ? null : await openEmbeddedPostgres(config.dataDir, log);
  if (embedded) script.atEnd(() => embedded.stop());
  const url = config.database.url ?? embedded?.url ?? "";
  await migrateAt(url, log);
  const connection = connect({ url, poolSize: 2, log, name: "migrate" });
  script.atEnd(connection.close);
  await seedVocabulary(connection.db);
  console.log("The database is up to date.");
});
