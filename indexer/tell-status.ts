import type { Registry } from "prom-client";
import type { Context } from "../server/context.ts";
import { partsOf } from "../server/http/health.ts";
import { createStatusApp } from "../server/http/status-app.ts";
import { type Listening, listen } from "../server/listen.ts";

/** Says on INDEXER_PORT how an indexer is, which serves nobody else; null where no port is set. */
export const tellStatus = async (
  ctx: Context,
  registry: Registry,
  isTakingJobs: () => boolean,
): Promise<Listening | null> => {
  const { host, metricsToken } = ctx.config.http;
  const { port } = ctx.config.indexer;
  if (port === null) return null;
  const check = async () => {
    if (!isTakingJobs()) throw new Error("no jobs are being taken");
  };
  const parts = { ...partsOf(ctx), jobs: { check, isNeeded: true } };
  return listen(createStatusApp({ parts, registry, metricsToken, log: ctx.log }), {
    host,
    port,
    setting: "INDEXER_PORT",
  });
};
