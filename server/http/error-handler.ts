import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { translateDatabaseError } from "../db/errors.ts";
import { DomainError, Invalid, NotFound, TooLarge, UnsupportedMediaType } from "../errors.ts";
import type { Log } from "../log.ts";
import { sendRefusal } from "./refuse.ts";

/** Failures that Express's own body parser reports, by their `type`. */
const translateBodyError = (error: unknown): DomainError | null => {
  const type = (error as { type?: unknown } | null)?.type;
  if (type === "entity.too.large") return new TooLarge();
  if (type === "encoding.unsupported" || type === "charset.unsupported") return new UnsupportedMediaType();
  if (type === "entity.parse.failed") return new Invalid("body.not-json", "The body is not valid JSON.");
  if (type === "request.aborted" || type === "request.size.invalid") return new Invalid("request.aborted");
  if (error instanceof URIError) return new NotFound();
  return null;
};

const translate = (error: unknown): DomainError | null =>
  error instanceof DomainError ? error : (translateDatabaseError(error) ?? translateBodyError(error));

export const notFoundHandler: RequestHandler = () => {
  throw new NotFound();
};

/** Answers with a failure as application/problem+json; null is one that nobody expected, and is told without detail. */
export const sendProblem = (request: Request, response: Response, known: DomainError | null): void => {
  if (known?.retryAfterSeconds) response.set("Retry-After", String(known.retryAfterSeconds));
  for (const name of ["Content-Disposition", "Content-Length", "Content-Range", "ETag"])
    response.removeHeader(name);
  response.set(known?.headers ?? {});
  const status = known?.status ?? 500;
  const code = known?.code ?? "internal";
  const detail = known?.message ?? "Something went wrong on our side.";
  response.status(status).set("Cache-Control", "no-store").type("application/problem+json");
  const type = `urn:campus-commons:problem:${code}`;
  const requestId = String(request.id ?? "");
  const problem = { type, title: detail, status, detail, code, fields: known?.fields, requestId };
  sendRefusal(request, response, JSON.stringify(problem));
};

/** Renders every failure. What is not expected is logged. */
export const errorHandler =
  (log: Log): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const known = translate(error);
    const status = known?.status ?? 500;
    const requestId = String(request.id ?? "");
    if (!known) log.error({ err: error, requestId, path: request.path }, "unexpected failure");
    else if (status >= 500) log.warn({ err: error, requestId, code: known.code }, "a part is not answering");
    if (response.headersSent) {
      // The status has gone out: cutting the connection is the only way left to say that the body is not whole.
      response.destroy();
      return;
    }
    sendProblem(request, response, known);
  };
