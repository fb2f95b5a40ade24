import { ConfigError, readConfig } from "../server/config.ts";
import { openContext } from "../server/open-context.ts";
import { untilAskedToStop } from "../server/until-asked-to-stop.ts";
import { runIndexer } from "./run-indexer.ts";

/** What taking jobs keeps for itself (five that listen, their leases, one lock), and some to work with. */
const fewestConnections = 16;

const main = async (): Promise<void> => {
  const config = readConfig();
  const stopping = untilAskedToStop();
  const poolSize = Math.max(config.database.poolSize, fewestConnections);
  const settings = { ...config, database: { ...config.database, poolSize } };
  const { ctx, connection, close } = await openContext(settings, "indexer", "writer");
  const indexer = await runIndexer(ctx, connection.pool);
  ctx.log.info("taking jobs");
  process.send?.({ ready: true });
  const reason = await stopping;
  ctx.log.info({ reason }, "finishing");
  await indexer.stop();
  await close();
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  },
);
