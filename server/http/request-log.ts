import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { pinoHttp } from "pino-http";
import type { Log } from "../log.ts";

/** One line a request, with an id that the reply carries too. Addresses with secrets in them are not logged. */
export const requestLog = (log: Log): RequestHandler =>
  pinoHttp({
    logger: log,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader("X-Request-Id", id);
      return id;
    },
    serializers: {
      req: (request) => ({ id: request.id, method: request.method, path: String(request.url).split("?")[0] }),
      res: (response) => ({ statusCode: response.statusCode }),
    },
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? "warn" : response.statusCode >= 400 ? "info" : "debug",
    quietReqLogger: true,
  }) as RequestHandler;
