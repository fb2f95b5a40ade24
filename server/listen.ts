import type { Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Express } from "express";
import { createDrainingApp } from "./http/draining-app.ts";

const minute = 60_000;
/**
 * As long as an address with the most that its fields take, and what is longer by mistake is told so in words: ten thousand
 * Chinese characters are ninety kilobytes of address. More than this in all headers is refused unread.
 */
export const maxHeaderSize = 96 * 1024;
/** A former server that was killed may hold the port for a moment while it drains. */
const portPatienceMs = 20_000;
const idleCheckMs = 100;

const tryListen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(error);
    server.once("error", onError);
    server.listen(port, host, () => {
      server.off("error", onError);
      resolve();
    });
  });

const isEventStream = (response: ServerResponse): boolean =>
  String(response.getHeader("content-type")).startsWith("text/event-stream");

export interface Listening {
  port: number;
  /**
   * Answers new requests with 503, lets running ones end within the grace, then takes no more connections and cuts what
   * is left.
   */
  close(graceMs: number): Promise<void>;
}

/** Serves the app. Slow uploads may take hours, silent connections may not: what counts is time without a byte. */
export const listen = async (
  app: Express,
  options: { port: number; host: string; setting?: string },
): Promise<Listening> => {
  let isDraining = false;
  const drainingApp = createDrainingApp();
  const server = createServer(
    { maxHeaderSize, headersTimeout: minute, requestTimeout: 0, keepAliveTimeout: 65_000 },
    (request, response) => (isDraining ? drainingApp : app)(request, response),
  );
  server.timeout = 2 * minute;
  server.maxRequestsPerSocket = 0;
  const running = new Set<ServerResponse>();
  let onIdle = (): void => {};
  server.prependListener("request", (_request, response) => {
    if (isDraining) {
      response.setHeader("Connection", "close");
      return;
    }
    running.add(response);
    response.once("close", () => {
      running.delete(response);
      if (running.size === 0) onIdle();
    });
  });
  const deadline = Date.now() + portPatienceMs;
  for (;;) {
    try {
      await tryListen(server, options.port, options.host);
      break;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
      if (!isTaken || options.port === 0) throw error;
      if (Date.now() > deadline) {
        const { port, setting = "PORT" } = options;
        throw new Error(`Port ${port} is in use by another program: set ${setting} to a free one.`, {
          cause: error,
        });
      }
      await sleep(250);
    }
  }
  const close = async (graceMs: number): Promise<void> => {
    isDraining = true;
    const idle = new Promise<void>((resolve) => {
      onIdle = resolve;
      if (running.size === 0) resolve();
    });
    let isOver = false;
    const closeMore = (): void => {
      // Events come without end: their readers come back, to whatever server is there then.
      for (const response of running) if (isEventStream(response)) response.end();
      if (isOver) server.closeAllConnections();
      else if (!server.listening) server.closeIdleConnections();
    };
    // Again and again: a stream may only be about to begin, a connection becomes idle when its running request has ended.
    const looking = setInterval(closeMore, idleCheckMs);
    const cut = setTimeout(() => {
      isOver = true;
      closeMore();
    }, graceMs);
    closeMore();
    await idle;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      closeMore();
    });
    clearTimeout(cut);
    clearInterval(looking);
  };
  return { port: (server.address() as { port: number }).port, close };
};
