import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import { NotFound } from "../errors.ts";

const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(
    createHash("sha256").update(given).digest(),
    createHash("sha256").update(expected).digest(),
  );

/** For the machine itself and for whoever knows the token; to everybody else there is nothing here. */
export const exposeMetrics =
  (registry: Registry, token: string | null): RequestHandler =>
  async (request, response, next) => {
    // A proxy on this machine that nobody told us of (TRUST_PROXY) speaks for the whole world.
    const isLocal =
      /^(::1|(::ffff:)?127\.)/.test(request.ip ?? "") &&
      request.get("x-forwarded-for") === undefined &&
      /^(localhost|127\.|\[::1\])/.test(request.get("host") ?? "");
    const isKnown = token === null ? isLocal : isSame(request.get("authorization") ?? "", `Bearer ${token}`);
    if (!isKnown) return next(new NotFound());
    response.type(registry.contentType).send(await registry.metrics());
  };

/** What a process says of itself to whoever watches it: memory, event loop, garbage collection. */
export const createRegistry = (): Registry => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
};

/** Measures every request into the registry, by its route. */
export const measureRequests = (registry: Registry): RequestHandler => {
  const durations = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time from request to the end of its reply, by route.",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const measure: RequestHandler = (request, response, next) => {
    const stop = durations.startTimer();
    response.once("finish", () => {
      const route = (request.route as { path?: string } | undefined)?.path ?? "other";
      stop({ method: request.method, route, status: response.statusCode });
    });
    next();
  };
  return measure;
};
