import express, { type Express } from "express";
import { Unavailable } from "../errors.ts";
import type { Log } from "../log.ts";
import { errorHandler } from "./error-handler.ts";

/** A restart takes a few seconds. */
const retryAfterSeconds = 5;

/** Answers what still arrives over open connections at a server that is about to end: that it is to be asked again. */
export const createDrainingApp = (log: Log): Express => {
  const app = express();
  app.disable("x-powered-by");
  app.use(() => {
    throw new Unavailable("server.draining", "The server is about to end; try again soon.", {
      retryAfterSeconds,
    });
  }, errorHandler(log));
  return app;
};
