import type { Request, RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import { TooManyRequests } from "../../errors.ts";
import { clientAddress } from "../../http/client-address.ts";

const windowMs = 15 * 60_000;

const limiter = (limit: number, keyOf: (request: Request) => string): RequestHandler =>
  rateLimit({
    windowMs,
    limit,
    keyGenerator: keyOf,
    skipSuccessfulRequests: true,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // Keys are built from the connection.
    validate: { keyGeneratorIpFallback: false },
    handler: (_request, _response, next) =>
      next(
        new TooManyRequests("session.too-many-attempts", undefined, { retryAfterSeconds: windowMs / 1000 }),
      ),
  });

const nameOf = (request: Request): string =>
  String((request.body as { username?: unknown } | undefined)?.username ?? "")
    .slice(0, 100)
    .trim()
    .toLowerCase();

/**
 * Failed sign-ins in a quarter of an hour: 10 for one name from one address, 50 for one name from everywhere (so changing
 * addresses gains little and a stranger can hardly lock a colleague out), 300 from one address (a school has one).
 */
export const signInLimiters = (): RequestHandler[] => [
  limiter(300, clientAddress),
  limiter(50, nameOf),
  limiter(10, (request) => `${clientAddress(request)} ${nameOf(request)}`),
];
