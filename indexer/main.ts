import { ConfigError, readConfig } from "../server/config.ts";
import { createRegistry } from "../server/http/metrics.ts";
import { openContext } from "../server/open-context.ts";
import { untilAskedToStop } from "../server/until-asked-to-stop.ts";
import { createJobMetrics } from "./job-metrics.ts";
import { runIndexer } from "./run-indexer.ts";
import { tellStatus } from "./tell-status.ts";

/** What taking jobs keeps for itself (six that listen, their leases, one lock), and some to work with. */
const fewestConnections = 18;

const main = async (): Promise<void> => {
  const config = readConfig();
  const stopping = untilAskedToStop();
  const poolSize = Math.max(config.database.poolSize, fewestConnections);
  const settings = { ...config, database: { ...config.database, poolSize } };
  const { ctx, connection, close } = await openContext(settings, "indexer", "writer");
  const registry = createRegistry();
  const { measure } = createJobMetrics(ctx.db, registry);
  const indexer = await runIndexer(ctx, connection.pool, measure);
  const status = await tellStatus(ctx, registry, indexer.isRunning);
  ctx.log.info(status && { port: status.port }, "taking jobs");
  process.send?.({ ready: true });
  const reason = await stopping;
  ctx.log.info({ reason }, "finishing");
  await indexer.stop();
  await status?.close(0);
  await close();
};

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  },
);
