import express, { type Express } from "express";
import helmet from "helmet";
import { publicActor } from "./actor.ts";
import type { Config } from "./config.ts";
import { asActor, type Context } from "./context.ts";
import type { Endpoint } from "./http/endpoint.ts";
import { errorHandler, notFoundHandler } from "./http/error-handler.ts";
import { healthz, partsOf, readyz } from "./http/health.ts";
import { createRegistry, exposeMetrics, measureRequests } from "./http/metrics.ts";
import { mount } from "./http/mount.ts";
import { describeApi } from "./http/openapi.ts";
import { requestLog } from "./http/request-log.ts";
import { rightOfWay } from "./http/right-of-way.ts";
import { serveApiDocs, serveWebClient } from "./http/web-client.ts";
import {
  collectionEndpoints,
  collectionEntryEndpoints,
  collectionSectionEndpoints,
} from "./modules/collections/index.ts";
import {
  administrationEndpoints,
  apiKeyEndpoints,
  resolveActor,
  sessionEndpoints,
} from "./modules/identity/index.ts";
import {
  calendarEndpoints,
  holidayEndpoints,
  periodEndpoints,
  planCopyEndpoints,
  planEndpoints,
  planEventEndpoints,
  planReadingEndpoints,
  planRevisionEndpoints,
  planRollEndpoints,
  planRowEndpoints,
} from "./modules/plans/index.ts";
import {
  duplicateEndpoints,
  manifestEndpoints,
  previewEndpoints,
  proposalEndpoints,
  quarantineEndpoints,
  resourceEndpoints,
  tusEndpoints,
  unpackingEndpoints,
  uploadEndpoints,
  versionEndpoints,
} from "./modules/resources/index.ts";
import { searchEndpoints } from "./modules/search/index.ts";
import { syncEndpoints } from "./modules/sync/index.ts";
import { classEndpoints, feedEndpoints, teachingEndpoints } from "./modules/teaching/index.ts";
import { unitEndpoints } from "./modules/units/index.ts";
import { vocabularyEndpoints } from "./modules/vocabulary/index.ts";

/** Every endpoint there is. */
export const listEndpoints = (): Endpoint[] => [
  ...sessionEndpoints(),
  ...apiKeyEndpoints(),
  ...unitEndpoints(),
  ...administrationEndpoints(),
  ...vocabularyEndpoints(),
  ...tusEndpoints(),
  ...uploadEndpoints(),
  ...proposalEndpoints(),
  ...manifestEndpoints(),
  ...unpackingEndpoints(),
  ...resourceEndpoints(),
  ...versionEndpoints(),
  ...previewEndpoints(),
  ...duplicateEndpoints(),
  ...quarantineEndpoints(),
  ...searchEndpoints(),
  ...planEndpoints(),
  ...planRowEndpoints(),
  ...planRevisionEndpoints(),
  ...planCopyEndpoints(),
  ...planEventEndpoints(),
  ...calendarEndpoints(),
  ...holidayEndpoints(),
  ...periodEndpoints(),
  ...planReadingEndpoints(),
  ...planRollEndpoints(),
  ...collectionEndpoints(),
  ...collectionSectionEndpoints(),
  ...collectionEntryEndpoints(),
  ...syncEndpoints(),
  ...classEndpoints(),
  ...teachingEndpoints(),
  ...feedEndpoints(),
];

export const apiVersion = "0.1.0";

/** Where previews may come from: here, and the store that downloads are redirected to. */
const contentSecurityPolicy = (config: Config) => {
  const s3 = config.blobs.s3;
  const store = s3?.redirectDownloads ? [new URL(s3.publicEndpoint ?? s3.endpoint).origin] : [];
  const directives = {
    defaultSrc: ["'self'"],
    // Ant Design puts its styles into the page while it runs.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", "blob:", "data:", ...store],
    mediaSrc: ["'self'", "blob:", ...store],
    frameSrc: ["'self'", "blob:", ...store],
    workerSrc: ["'self'", "blob:"],
    frameAncestors: ["'self'"],
    upgradeInsecureRequests: null,
  };
  return { directives };
};

/** The whole HTTP face of a context. `verifyReplies` holds every reply against its declared shape: for tests. */
export const createApp = (ctx: Context, options: { verifyReplies?: boolean } = {}): Express => {
  const endpoints = listEndpoints();
  const registry = createRegistry();
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.set("trust proxy", ctx.config.http.trustProxyHops);
  app.get("/healthz", healthz);
  app.get("/readyz", readyz(partsOf(ctx)));
  app.use(rightOfWay.count, requestLog(ctx.log), measureRequests(registry));
  app.get("/metrics", exposeMetrics(registry, ctx.config.http.metricsToken));
  app.use(
    helmet({
      contentSecurityPolicy: contentSecurityPolicy(ctx.config),
      strictTransportSecurity: ctx.config.http.publicUrl.startsWith("https:"),
    }),
  );
  mount(app, endpoints, asActor(ctx, publicActor), {
    verifyReplies: options.verifyReplies ?? false,
    resolveActor: (ctx, request) =>
      resolveActor(ctx, { cookie: request.get("cookie"), apiKey: request.get("x-api-key") }),
  });
  // Made when it is first asked for: it takes as long as all the rest of this.
  let description: ReturnType<typeof describeApi> | undefined;
  app.get("/api/openapi.json", (_request, response) => {
    description ??= describeApi(endpoints, apiVersion);
    response.json(description);
  });
  serveApiDocs(app);
  serveWebClient(app);
  app.use(notFoundHandler, errorHandler(ctx.log));
  return app;
};
