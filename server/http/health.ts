import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { sql } from "kysely";
import { collectDefaultMetrics, Histogram, Registry } from "prom-client";
import type { Context } from "../context.ts";
import { NotFound } from "../errors.ts";

const checkMs = 2000;

const state = async (check: () => Promise<unknown>): Promise<"up" | "down"> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("late")), checkMs);
  });
  try {
    await Promise.race([check(), late]);
    return "up";
  } catch {
    return "down";
  } finally {
    clearTimeout(timer);
  }
};

/** The process answers; says nothing of its parts. */
export const healthz: RequestHandler = (_request, response) => {
  response.json({ status: "ok" });
};

/**
 * Which part is down. Without the search engine the system goes on (searches answer from the database), so that alone
 * does not make it unready.
 */
export const readyz =
  (ctx: Context): RequestHandler =>
  async (_request, response) => {
    const [database, blobs, search] = await Promise.all([
      state(() => sql`select 1`.execute(ctx.db)),
      state(() => ctx.blobs.check()),
      state(() => ctx.search.check()),
    ]);
    const isReady = database === "up" && blobs === "up";
    response
      .status(isReady ? 200 : 503)
      .json({ status: isReady ? "ready" : "not-ready", parts: { database, blobs, search } });
  };

const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(
    createHash("sha256").update(given).digest(),
    createHash("sha256").update(expected).digest(),
  );

export const createMetrics = () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
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
  /** For the machine itself and for whoever knows the token; to everybody else there is nothing here. */
  const expose =
    (token: string | null): RequestHandler =>
    async (request, response, next) => {
      // A proxy on this machine that nobody told us of (TRUST_PROXY) speaks for the whole world.
      const isLocal =
        /^(::1|(::ffff:)?127\.)/.test(request.ip ?? "") &&
        request.get("x-forwarded-for") === undefined &&
        /^(localhost|127\.|\[::1\])/.test(request.get("host") ?? "");
      const isKnown =
        token === null ? isLocal : isSame(request.get("authorization") ?? "", `Bearer ${token}`);
      if (!isKnown) return next(new NotFound());
      response.type(registry.contentType).send(await registry.metrics());
    };
  return { measure, expose };
};
