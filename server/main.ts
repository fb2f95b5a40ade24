import { createApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import { listen } from "./listen.ts";
import { openContext } from "./open-context.ts";
import { untilAskedToStop } from "./until-asked-to-stop.ts";

const run = async (): Promise<void> => {
  const config = readConfig();
  const stopping = untilAskedToStop();
  const { ctx, close } = await openContext(config, "server", "reader");
  // The first look at the index loads its columns and dictionaries, and the app those that questions are read with: better now
  // than with somebody's first question.
  const looked = ctx.search.check();
  const app = createApp(ctx);
  // At the very first start the indexer has only begun to build it.
  await looked.catch((error: Error) => {
    const { message } = error.cause instanceof Error ? error.cause : error;
    ctx.log.warn({ reason: message }, "searches are answered from the database for now");
  });
  if (config.scanner?.maxBytes === config.uploads.maxBytes)
    ctx.log.info({ maxBytes: config.uploads.maxBytes }, "no larger file is received than CLAMAV_MAX_BYTES");
  const listening = await listen(app, config.http);
  ctx.log.info({ host: config.http.host, port: listening.port }, "listening");
  process.send?.({ ready: true, port: listening.port });
  const reason = await stopping;
  ctx.log.info({ reason }, "draining");
  await listening.close(config.http.shutdownGraceMs);
  await close();
};

run().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  },
);
