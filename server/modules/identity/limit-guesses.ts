import { createHmac } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { rateLimit, type Store } from "express-rate-limit";
import type { Context } from "../../context.ts";
import { countAttempt, forgetAttempts, takeBackAttempt } from "../../db/attempt-counts.ts";
import { TooManyRequests } from "../../errors.ts";
import { clientAddress } from "../../http/client-address.ts";
import { requireSession } from "./require-session.ts";
import { readSessionToken } from "./resolve-actor.ts";

const windowMs = 15 * 60_000;

/** Counts in the database, so that a limit holds over all processes and restarts. Keys are hashed: a name typed may be a password. */
const storeOf = ({ db, config }: Context, prefix: string): Store => {
  const hashOf = (key: string) =>
    createHmac("sha256", config.authSecret).update(`${prefix} ${key}`).digest("base64url");
  return {
    prefix,
    localKeys: false,
    async increment(key) {
      const { attempts, until_at } = await countAttempt(db, hashOf(key), windowMs);
      return { totalHits: attempts, resetTime: until_at };
    },
    decrement: (key) => takeBackAttempt(db, hashOf(key)),
    resetKey: (key) => forgetAttempts(db, hashOf(key)),
  };
};

const limiter = (
  ctx: Context,
  prefix: string,
  limit: number,
  keyOf: (request: Request) => string,
): RequestHandler =>
  rateLimit({
    windowMs,
    limit,
    keyGenerator: keyOf,
    store: storeOf(ctx, prefix),
    skipSuccessfulRequests: true,
    // What was refused unseen, or failed for our own reasons, was no wrong password.
    requestWasSuccessful: (_request, { statusCode }) =>
      statusCode < 400 || statusCode === 429 || statusCode >= 500,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // Keys are built from the connection. The limiters are made once for each database, when it is first asked.
    validate: { keyGeneratorIpFallback: false, creationStack: false },
    handler: (request, _response, next) => {
      const { resetTime } = (request as Request & { rateLimit: { resetTime: Date } }).rateLimit;
      const retryAfterSeconds = Math.max(1, Math.ceil((resetTime.getTime() - Date.now()) / 1000));
      next(new TooManyRequests("session.too-many-attempts", undefined, { retryAfterSeconds }));
    },
  });

const nameOf = (request: Request): string =>
  String((request.body as { username?: unknown } | undefined)?.username ?? "")
    .slice(0, 100)
    .trim()
    .toLowerCase();

const limitersOf = (ctx: Context) => ({
  /**
   * Failed sign-ins in a quarter of an hour: 10 for one name from one address, 50 for one name from everywhere (so changing
   * addresses gains little and a stranger can hardly lock a colleague out), 300 from one address (a school has one).
   */
  signIn: [
    limiter(ctx, "sign-in address", 300, clientAddress),
    limiter(ctx, "sign-in name", 50, nameOf),
    limiter(ctx, "sign-in", 10, (request) => `${clientAddress(request)} ${nameOf(request)}`),
  ],
  /**
   * Wrong present passwords in a quarter of an hour, counted by session: whoever has got hold of one cannot guess on with it,
   * and the owner in another session is not held up by that.
   */
  password: [
    limiter(ctx, "password", 10, (request) => String(readSessionToken(request.get("cookie"), ctx.config))),
  ],
});

const kept = new WeakMap<Context["db"], ReturnType<typeof limitersOf>>();

const run = (handler: RequestHandler, request: Request, response: Response): Promise<void> =>
  new Promise((resolve, reject) => {
    Promise.resolve(
      handler(request, response, (error?: unknown) => (error ? reject(error) : resolve())),
    ).catch(reject);
  });

const limit = async (
  ctx: Context,
  what: "signIn" | "password",
  { request, response }: { request: Request; response: Response },
): Promise<void> => {
  const limiters = kept.get(ctx.db) ?? limitersOf(ctx);
  kept.set(ctx.db, limiters);
  for (const one of limiters[what]) await run(one, request, response);
};

type Exchange = Parameters<typeof limit>[2];

/** Throws TooManyRequests where too many sign-ins have failed; this one counts unless it succeeds. */
export const limitSignIn = (ctx: Context, exchange: Exchange) => limit(ctx, "signIn", exchange);

/** The same for the present password that a change of password asks for. */
export const limitPasswordGuesses = (ctx: Context, exchange: Exchange) => {
  requireSession(ctx);
  return limit(ctx, "password", exchange);
};
