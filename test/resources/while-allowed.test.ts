import { once } from "node:events";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Unavailable } from "../../server/errors.ts";
import { getReadableFile } from "../../server/modules/resources/get-file.ts";
import { whileAllowed } from "../../server/modules/resources/while-allowed.ts";
import { password, publish, seedPeople, signedIn } from "../support/client.ts";
import { someBytes } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { personOf, unitOf } from "../support/world.ts";
import { cookieOf } from "../uploads/form.ts";

let system: TestSystem;
let address: string;
const ends: (() => void)[] = [];
/** Whose right was asked for again, as often as it was. */
const asked: string[] = [];
let isDatabaseAway = false;

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  const made = await publish(await signedIn(system, "sanxiao.teacher"), unitOf("group1").id);
  const app = express();
  // A file that flows for as long as it may.
  app.get("/file", (request, response) =>
    whileAllowed(system.ctx, request, response, {
      look: (now) => {
        if (now.actor.kind === "user") asked.push(now.actor.id);
        if (isDatabaseAway) throw new Unavailable();
        return getReadableFile(now, made.id, made.files[0].id);
      },
      send: () =>
        new Promise((resolve) => {
          response.write("begun");
          response.once("close", () => resolve());
        }),
      everyMs: 50,
    }),
  );
  const server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`;
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  for (const end of ends) end();
  await system.stop();
});

const download = async (credentials: { cookie: string } | { "x-api-key": string }) => {
  const reply = await fetch(address, { headers: credentials });
  const outcome = reply.text().then(
    () => "whole",
    () => "broken off",
  );
  return { outcome };
};
const downloadOf = async (username: string) =>
  download({ cookie: await cookieOf(system, username, password) });

/** Nobody is asked again whose connection was closed at the answer. */
const untilAskedAgain = async (username: string): Promise<void> => {
  const count = () => asked.filter((id) => id === personOf(username).id).length;
  const before = count();
  await until(`${username} to be asked again and again`, () => count() > before + 2);
};

test("a download under way is broken off once the right to the file has ended, and only then", async () => {
  const author = await signedIn(system, "sanxiao.teacher");
  const { key } = (await author.post("/api/me/api-keys").send({ name: "程序" }).expect(201)).body;
  const leaver = await downloadOf("yixiao.teacher");
  const stayer = await downloadOf("sanxiao.math");
  const program = await download({ "x-api-key": key });
  const yesterday = new Date(system.clock.now().getTime() - 24 * 3600_000).toISOString().slice(0, 10);
  const { rows } = await system.connection.pool.query("select id from posting where person_id = $1", [
    personOf("yixiao.teacher").id,
  ]);
  for (const { id } of rows)
    await system.connection.pool.query("update posting set until_on = $2 where id = $1", [id, yesterday]);
  expect(await leaver.outcome).toBe("broken off");
  for (const isAway of [false, true]) {
    isDatabaseAway = isAway;
    await Promise.all(["sanxiao.math", "sanxiao.teacher"].map(untilAskedAgain));
  }
  for (const { outcome } of [stayer, program])
    expect(await Promise.race([outcome, Promise.resolve("goes on")])).toBe("goes on");
});

/** Asked for, and not read: what a line cannot take waits at the server. */
const begin = async (path: string, cookie: string): Promise<void> => {
  const asked = get(`${system.address}${path}`, { headers: { cookie } });
  asked.on("error", () => {}); // its end is looked at where it is sent from
  const [reply] = (await once(asked, "response")) as [IncomingMessage];
  expect(reply.statusCode).toBe(200);
};

test("so do files and bundles, which ask again within half a minute", async () => {
  const author = await signedIn(system, "sanxiao.teacher");
  const files = [{ name: "大.bin", bytes: someBytes(24 * 1024 * 1024) }];
  const made = await publish(author, unitOf("group1").id, { files });
  const cookie = await cookieOf(system, "yixiao.math", password);
  const sending: ServerResponse[] = [];
  const note = (_request: IncomingMessage, response: ServerResponse) => void sending.push(response);
  system.server.on("request", note);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  await begin(`/api/resources/${made.id}/files/${made.files[0].id}`, cookie);
  await begin(`/api/resources/${made.id}/bundle`, cookie);
  system.server.off("request", note);
  await author.put(`/api/resources/${made.id}/sharing`).send({ sharedWith: "private" }).expect(200);
  expect(sending.map((response) => response.destroyed)).toEqual([false, false]);
  vi.advanceTimersByTime(30_000);
  vi.useRealTimers();
  await expect.poll(() => sending.map((response) => response.destroyed)).toEqual([true, true]);
  expect(sending.map((response) => response.writableFinished)).toEqual([false, false]);
});
