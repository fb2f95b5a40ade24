import express, { type Express } from "express";
import { Unavailable } from "../errors.ts";
import { sendProblem } from "./error-handler.ts";

const draining = new Unavailable("server.draining", "The server is about to end; try again soon.", {
  // A restart takes a few seconds.
  retryAfterSeconds: 5,
});

/** Answers whatever still arrives at a server that is about to end: that it is to be asked again. */
export const createDrainingApp = (): Express => {
  const app = express();
  app.disable("x-powered-by");
  app.use((request, response) => sendProblem(request, response, draining));
  return app;
};
