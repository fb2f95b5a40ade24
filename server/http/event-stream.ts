import type { Request, Response } from "express";
import { rightOfWay } from "./right-of-way.ts";

/** Proxies and the server itself end connections on which nothing moves. */
const heartbeatMs = 15_000;

export interface EventStream {
  send(event: string, data: unknown): void;
  /** Says how long a reader whose stream has ended rests before it comes back by itself. */
  sendRetry(ms: number): void;
  /** Aborted when the reader has gone or the server stops. */
  signal: AbortSignal;
  end(): void;
}

/** Begins an answer of server-sent events (HTML standard, 9.2). `listen` ends those that are open when it stops. */
export const openEventStream = (request: Request, response: Response): EventStream => {
  const gone = new AbortController();
  response.set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "private, no-store",
    // nginx holds answers back until they fill a buffer.
    "X-Accel-Buffering": "no",
  });
  response.flushHeaders();
  rightOfWay.begun(response);
  if (request.method === "HEAD") response.end();
  const heartbeat = setInterval(() => response.write(":\n\n"), heartbeatMs);
  const leave = () => {
    clearInterval(heartbeat);
    gone.abort();
  };
  response.once("close", leave);
  // Who left while the answer was being prepared does so no second time.
  if (response.closed || response.destroyed) leave();
  return {
    signal: gone.signal,
    send(event, data) {
      if (!response.writableEnded) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    sendRetry(ms) {
      if (!response.writableEnded) response.write(`retry: ${ms}\n\n`);
    },
    end: () => void response.end(),
  };
};
