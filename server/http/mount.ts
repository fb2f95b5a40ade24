import { createHash, createHmac } from "node:crypto";
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { Actor } from "../actor.ts";
import { asActor, type Context } from "../context.ts";
import { type Idempotency, IdempotentReplay } from "../db/idempotency.ts";
import {
  Forbidden,
  Invalid,
  MethodNotAllowed,
  NotFound,
  PreconditionFailed,
  Unauthenticated,
  UnsupportedMediaType,
} from "../errors.ts";
import { Answer, type Endpoint } from "./endpoint.ts";
import { isUnchanged } from "./is-unchanged.ts";
import { writeJson } from "./json-part.ts";
import { parseShape } from "./parse.ts";
import { verifyReply } from "./verify-reply.ts";

export interface MountOptions {
  /** Says who makes a request, or null where nobody is signed in. */
  resolveActor(ctx: Context, request: Request): Promise<Actor | null>;
  /** Checks every reply against its declared shape and refuses unknown fields: for tests. */
  verifyReplies: boolean;
}

/** Methods that change nothing (RFC 9110, 9.2.1). */
const safe = new Set<Endpoint["method"]>(["get", "head", "options"]);

const jsonBody = express.json({ limit: "1mb", inflate: false });

const readJson = (request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) =>
    jsonBody(request, response, (error?: unknown) => (error ? reject(error) : resolve())),
  );

/** A browser sends cookies with requests that other sites make; those may not change anything. */
const refuseCrossSite = (request: Request): void => {
  const site = request.get("sec-fetch-site");
  const origin = request.get("origin");
  const isForeign =
    site !== undefined
      ? site === "cross-site" || site === "same-site"
      : origin !== undefined && URL.parse(origin)?.host !== request.get("host");
  if (isForeign)
    throw new Forbidden("request.cross-site", "Requests from another site may not change anything.");
};

const readIfMatch = (request: Request): number | undefined => {
  const header = request.get("if-match");
  if (header === undefined || header.trim() === "*") return undefined;
  const match = /^"(\d{1,15})(?:-[A-Za-z0-9_-]{1,60})?"$/.exec(header.trim());
  if (!match) throw new PreconditionFailed();
  return Number(match[1]);
};

/** The hash is keyed, because a body may hold a password. */
const readIdempotency = (spec: Endpoint, request: Request, secret: string): Idempotency | undefined => {
  const key = request.get("idempotency-key");
  if (!spec.replay || key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Invalid("idempotency.key", "The Idempotency-Key is not usable.");
  const body = spec.accepts === "multipart" ? "" : JSON.stringify(request.body ?? null);
  return {
    key,
    operation: `${request.method} ${request.originalUrl}`,
    requestHash: createHmac("sha256", secret).update(body).digest("hex"),
  };
};

const readBody = async (spec: Endpoint, request: Request, response: Response): Promise<unknown> => {
  if (!spec.body) return undefined;
  if (!request.is("application/json")) {
    throw new UnsupportedMediaType("request.not-json", "Send the body as application/json.");
  }
  await readJson(request, response);
  return parseShape(spec.body, request.body, "body");
};

/** Sets the ETag of these very bytes; answers whether the caller has them already. */
const isKnown = (request: Request, response: Response, bytes: Buffer): boolean => {
  const revision = response.getHeader("ETag");
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  const etag = revision === undefined ? `"${hash}"` : `${String(revision).slice(0, -1)}-${hash}"`;
  response.set("ETag", etag);
  return isUnchanged(request, etag);
};

const send = (spec: Endpoint, response: Response, result: unknown, verify: boolean): void => {
  const answer = result instanceof Answer ? result : new Answer(result);
  response.set(answer.headers);
  // The same address says other things to other people, and other things when the indexer has been: nothing is kept.
  if (!response.hasHeader("Cache-Control")) response.set("Cache-Control", "private, no-store");
  if (!spec.reply || answer.body === undefined) {
    response.status(answer.status ?? 204).end();
    return;
  }
  // Not `json()`: that would answer 304 where the ETag, which is a revision for If-Match, looks unchanged.
  const bytes = writeJson(answer.body);
  if (verify) verifyReply(spec.reply, JSON.parse(bytes.toString()));
  if (spec.isConditional && isKnown(response.req, response, bytes)) {
    response.status(304).end();
    return;
  }
  response
    .status(answer.status ?? spec.status ?? 200)
    .type("application/json")
    .end(bytes);
};

const handlerOf =
  (spec: Endpoint, base: Context, options: MountOptions): RequestHandler =>
  async (request, response) => {
    const actor = await options.resolveActor(base, request);
    if (!actor && spec.access.who === "signed-in") throw new Unauthenticated();
    if (!safe.has(spec.method)) refuseCrossSite(request);
    const params = spec.params?.safeParse(request.params);
    if (params && !params.success) throw new NotFound();
    const query = spec.query ? parseShape(spec.query, request.query, "query") : undefined;
    const ifMatch = spec.hasRevision ? readIfMatch(request) : undefined;
    const body = await readBody(spec, request, response);
    const ctx = actor ? asActor(base, actor) : base;
    const idempotency = readIdempotency(spec, request, base.config.authSecret);
    const input = { params: params?.data, query, body, ifMatch, request, response };
    try {
      const result = await spec.handle(idempotency ? { ...ctx, idempotency } : ctx, input);
      if (spec.sends !== "bytes") send(spec, response, result, options.verifyReplies);
    } catch (error) {
      if (!(error instanceof IdempotentReplay) || !spec.replay) throw error;
      send(spec, response, await spec.replay(ctx, error.subjectId, params?.data), options.verifyReplies);
    }
  };

/** What else is asked of an address that there is: which methods it takes (RFC 9110, 15.5.6). */
const refuseOthers =
  (methods: ReadonlySet<Endpoint["method"]>): RequestHandler =>
  (request, response) => {
    const allowed = [...methods, ...(methods.has("get") ? ["head"] : []), "options"];
    const headers = { Allow: [...new Set(allowed)].join(", ").toUpperCase() };
    if (request.method !== "OPTIONS") throw new MethodNotAllowed(undefined, undefined, { headers });
    response.set(headers).status(204).end();
  };

/** Mounts the endpoints in order. `base` carries the public as its actor. */
export const mount = (
  router: Router,
  endpoints: readonly Endpoint[],
  base: Context,
  options: MountOptions,
): void => {
  const methodsOf = Map.groupBy(endpoints, (spec) => spec.path);
  for (const spec of endpoints) router[spec.method](spec.path, handlerOf(spec, base, options));
  for (const [path, specs] of methodsOf)
    router.route(path).all(refuseOthers(new Set(specs.map((spec) => spec.method))));
};
