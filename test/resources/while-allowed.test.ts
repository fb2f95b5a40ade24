import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getReadableFile } from "../../server/modules/resources/get-file.ts";
import { whileAllowed } from "../../server/modules/resources/while-allowed.ts";
import { password, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { personOf, unitOf } from "../support/world.ts";
import { cookieOf } from "../uploads/form.ts";

let system: TestSystem;
let address: string;
const ends: (() => void)[] = [];

beforeAll(async () => {
  system = await startTestSystem();
  await seedPeople(system);
  const made = await publish(await signedIn(system, "sanxiao.teacher"), unitOf("group1").id);
  const app = express();
  // A file that flows for as long as it may.
  app.get("/file", (request, response) =>
    whileAllowed(system.ctx, request, response, {
      look: (now) => getReadableFile(now, made.id, made.files[0].id),
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
afterAll(async () => {
  for (const end of ends) end();
  await system.stop();
});

const download = async (username: string) => {
  const cookie = await cookieOf(system, username, password);
  const reply = await fetch(address, { headers: { cookie } });
  const outcome = reply.text().then(
    () => "whole",
    () => "broken off",
  );
  return { outcome };
};

test("a download under way is broken off once the right to the file has ended, and only then", async () => {
  const [leaver, stayer] = [await download("yixiao.teacher"), await download("sanxiao.math")];
  const yesterday = new Date(system.clock.now().getTime() - 24 * 3600_000).toISOString().slice(0, 10);
  const { rows } = await system.connection.pool.query("select id from posting where person_id = $1", [
    personOf("yixiao.teacher").id,
  ]);
  for (const { id } of rows)
    await system.connection.pool.query("update posting set until_on = $2 where id = $1", [id, yesterday]);
  expect(await leaver.outcome).toBe("broken off");
  expect(await Promise.race([stayer.outcome, Promise.resolve("goes on")])).toBe("goes on");
});
