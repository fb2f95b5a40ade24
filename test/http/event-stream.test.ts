import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import { type EventStream, openEventStream } from "../../server/http/event-stream.ts";
import { createStreamLimit } from "../../server/http/stream-limit.ts";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Begins a stream once `ready` is there, and hands it over. */
const serve = async (ready: Promise<void>): Promise<{ url: string; opened: Promise<EventStream> }> => {
  const { promise: opened, resolve } = Promise.withResolvers<EventStream>();
  const app = express();
  app.get("/", async (request, response) => {
    await ready;
    resolve(openEventStream(request, response));
  });
  const server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, opened };
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });

describe("a stream of events", () => {
  it("tells that its reader has gone", async () => {
    const { url, opened } = await serve(Promise.resolve());
    const request = get(url).on("error", () => {});
    const stream = await opened;
    expect(stream.signal.aborted).toBe(false);
    request.destroy();
    await aborted(stream.signal);
  });

  it("tells it too where the reader went before it began", async () => {
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const { url, opened } = await serve(ready);
    const request = get(url).on("error", () => {});
    await new Promise((sent) => request.once("finish", sent));
    request.destroy();
    await new Promise((closed) => request.once("close", closed));
    setTimeout(resolve, 50);
    await aborted((await opened).signal);
  });
});

describe("a limit of streams", () => {
  it("holds for each caller and for all together, and whoever leaves makes room", () => {
    const { enter } = createStreamLimit({ inAll: 3, each: 2 });
    const leave = enter("a");
    expect([enter("a"), enter("a"), enter("b"), enter("c")].map(Boolean)).toEqual([true, false, true, false]);
    leave?.();
    expect([enter("c"), enter("a")].map(Boolean)).toEqual([true, false]);
  });
});
