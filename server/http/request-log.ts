import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import { pinoHttp } from "pino-http";
import type { Log } from "../log.ts";

/** A calendar's address is its own key, however it is written: what follows is logged where it is short, as an id. */
const loggedPath = (url: string): string =>
  (url.split("?")[0] as string).replace(/(\/calendar-feeds\/).{40,}$/i, "$1….ics");

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
      req: (request) => ({ id: request.id, method: request.method, path: loggedPath(String(request.url)) }),
      res: (response) => ({ statusCode: response.statusCode }),
    },
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? "warn" : response.statusCode >= 400 ? "info" : "debug",
    quietReqLogger: true,
  }) as RequestHandler;
