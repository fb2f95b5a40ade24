import express, { type Express } from "express";
import type { Registry } from "prom-client";
import type { Log } from "../log.ts";
import { errorHandler, notFoundHandler } from "./error-handler.ts";
import { healthz, type Parts, readyz } from "./health.ts";
import { exposeMetrics } from "./metrics.ts";

export interface Status {
  parts: Parts;
  registry: Registry;
  metricsToken: string | null;
  log: Log;
}

/** For a process that serves nobody: whether it works, and its figures, as the server tells them of itself. */
export const createStatusApp = ({ parts, registry, metricsToken, log }: Status): Express => {
  const app = express();
  app.disable("x-powered-by");
  app.get("/healthz", healthz);
  app.get("/readyz", readyz(parts));
  app.get("/metrics", exposeMetrics(registry, metricsToken));
  app.use(notFoundHandler, errorHandler(log));
  return app;
};
