import { createServer, type IncomingMessage, request as openRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import express, { type Response } from "express";
import { afterEach, describe, expect, it } from "vitest";
import { createRightOfWay } from "../../server/http/right-of-way.ts";

const longerThanAnyTestMs = 2_000_000_000;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server whose `/file` is written by the test, and whose `/answer` comes when the test says so. */
const serve = async (mostWaitMs: number) => {
  const way = createRightOfWay(mostWaitMs);
  const file = Promise.withResolvers<ReturnType<typeof way.giveWay>>();
  const asked = Promise.withResolvers<Response>();
  const app = express().use(way.count);
  app.get("/file", (_request, response) => file.resolve(way.giveWay(response)));
  app.all("/answer", (_request, response) => asked.resolve(response));
  const server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const open = (path: string, options: { method?: string; headers?: Record<string, string> } = {}) => {
    const sent = openRequest({ host: "127.0.0.1", port, path, ...options }).on("error", () => {});
    const reply = new Promise<IncomingMessage>((resolve) => sent.once("response", resolve));
    sent.flushHeaders();
    if (options.method === undefined) sent.end();
    return { sent, reply };
  };
  return { open, file: file.promise, asked: asked.promise };
};

const write = (stream: NodeJS.WritableStream, chunk: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(Buffer.from(chunk), (error) => (error ? reject(error) : resolve()));
  });

/** What goes at once; only what comes after it waits for its turn. */
const first = "始".repeat(100_000);

const settles = async (promise: Promise<unknown>): Promise<boolean> => {
  let isSettled = false;
  promise.then(() => {
    isSettled = true;
  });
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  return isSettled;
};

describe("a file on its way", () => {
  it("begins at once and goes on when nobody waits for an answer any more", async () => {
    const { open, file, asked } = await serve(longerThanAnyTestMs);
    const answer = open("/answer");
    const waiting = await asked;
    const download = open("/file");
    const stream = await file;
    await write(stream, first);
    const second = write(stream, "second");
    expect(await settles(second)).toBe(false);
    waiting.end("here you are");
    await second;
    stream.end();
    expect(await text(await download.reply)).toBe(`${first}second`);
    expect(await text(await answer.reply)).toBe("here you are");
  });

  it("goes on, too, when the one who waits has left", async () => {
    const { open, file, asked } = await serve(longerThanAnyTestMs);
    const answer = open("/answer");
    await asked;
    open("/file");
    const stream = await file;
    await write(stream, first);
    const second = write(stream, "second");
    answer.sent.destroy();
    await second;
  });

  it("goes on after a while in any case", async () => {
    const { open, file, asked } = await serve(1);
    open("/answer");
    await asked;
    const download = open("/file");
    const stream = await file;
    for (const chunk of [first, first, "end"]) await write(stream, chunk);
    stream.end();
    expect(await text(await download.reply)).toBe(`${first}${first}end`);
  });

  it("waits neither for another file nor for somebody who is still sending", async () => {
    const { open, file, asked } = await serve(longerThanAnyTestMs);
    open("/answer", { method: "POST", headers: { "Content-Type": "application/json" } });
    await asked;
    open("/file");
    const stream = await file;
    await write(stream, first);
    await write(stream, "second");
  });

  it("ends when its reader leaves while it waits", async () => {
    const { open, file, asked } = await serve(longerThanAnyTestMs);
    open("/answer");
    await asked;
    const download = open("/file");
    const stream = await file;
    await write(stream, first);
    stream.write(Buffer.from("second"));
    const closed = new Promise((resolve) => stream.once("close", resolve));
    download.sent.destroy();
    await closed;
  });
});
