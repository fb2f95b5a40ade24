import { runScript } from "../../scripts/run-script.ts";
import { readConfig } from "../../server/config.ts";
import { openEmbeddedPostgres } from "../../server/db/embedded-postgres.ts";
import { createLog } from "../../server/log.ts";

/** Opens the PostgreSQL under the data directory, which creates it the first time, and closes it again. */
await runScript(async () => {
  const postgres = await openEmbeddedPostgres(readConfig().dataDir, createLog("info", "postgres"));
  console.log("PostgreSQL is open");
  await postgres.stop();
});
