import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import compression from "compression";
import express, { type RequestHandler, type Router } from "express";
import { NotFound } from "../errors.ts";

const dist = path.resolve(import.meta.dirname, "../../web/dist");

/** The built web client; its hashed assets may be kept for ever, its page never. */
export const serveWebClient = (router: Router): void => {
  // Only the client's own files: they hold no secrets and are fetched once, over slow lines.
  router.use(compression());
  router.use(
    express.static(dist, {
      index: false,
      setHeaders: (response, file) => {
        const isHashed = file.startsWith(path.join(dist, "assets"));
        response.setHeader("Cache-Control", isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      },
    }),
  );
  const page: RequestHandler = (request, response) => {
    if (!request.accepts("html") || !existsSync(path.join(dist, "index.html"))) throw new NotFound();
    response.set("Cache-Control", "no-cache").sendFile(path.join(dist, "index.html"));
  };
  router.get(/^\/(?!api(\/|$)).*/, page);
};

const docsPage = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>campus-commons API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"></head><body><div id="api"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const docsStart = `SwaggerUIBundle({ url: "/api/openapi.json", dom_id: "#api", deepLinking: true });`;

/** The API's description for people, from the package's own files: nothing is fetched from elsewhere. */
export const serveApiDocs = (router: Router): void => {
  const assets = path.dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  router.get("/api/docs", (_request, response) => void response.type("html").send(docsPage));
  router.get("/api/docs/start.js", (_request, response) => void response.type("js").send(docsStart));
  for (const name of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
    router.get(`/api/docs/${name}`, (_request, response) => response.sendFile(path.join(assets, name)));
  }
};
