import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedPeople } from "../support/client.ts";
import { type OwnPostgres, startOwnPostgres } from "../support/own-postgres.ts";
import { request, requestPatiently, signInForCookie } from "../support/patient-client.ts";
import { environmentOf, type RunningPart, startPart } from "../support/processes.ts";
import { sha256Of } from "../support/streams.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";
import { type Acknowledged, checkInvariants } from "./check-invariants.ts";

/** More of them take longer: 20 on a day that has the time. */
const restarts = Number(process.env.POSTGRES_RESTARTS ?? 4);

let postgres: OwnPostgres;
let system: TestSystem;
let server: RunningPart;
let indexer: RunningPart;
let cookie: string;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  system = await startTestSystem({ database: postgres });
  await seedPeople(system);
  cookie = await signInForCookie(system.address, "sanxiao.teacher");
  [server, indexer] = await Promise.all([
    startPart("server", environmentOf(system)),
    startPart("indexer", environmentOf(system)),
  ]);
});
afterAll(async () => {
  for (const part of [server, indexer]) if (part?.isAlive()) await part.end("SIGKILL");
  await system.stop();
  await postgres.stop();
});

const answers = async () => (await request(server.address, cookie, "/api/resources")).status === 200;

const share = async (number: number): Promise<Acknowledged> => {
  const bytes = Buffer.from(`断了又连 ${number} `.repeat(100));
  const title = `重启之间 ${number}`;
  const send = (path: string, key: string, content: object) =>
    requestPatiently(() => server.address, cookie, path, {
      method: "POST",
      headers: { "Idempotency-Key": `${key}-${number}` },
      ...content,
    });
  const upload = await send("/api/uploads", "upload", { file: { name: `${number}.txt`, bytes } });
  expect(upload.status).toBe(201);
  const files = [{ uploadId: upload.body.id }];
  const draft = await send("/api/resources", "resource", { json: { title, kind: "lesson-plan", files } });
  expect(draft.status).toBe(201);
  const sharedWith = unitOf("group1").id;
  const published = await send(`/api/resources/${draft.body.id}/publish`, "publish", {
    json: { sharedWith },
  });
  expect(published.status).toBe(200);
  return { title, resourceId: draft.body.id, sha256: sha256Of(bytes) };
};

describe("PostgreSQL restarted without notice under load", () => {
  it("ends neither server nor indexer; requests of that moment fail with 503 and nothing is lost", async () => {
    const acknowledged: Acknowledged[] = [];
    const refused = new Set<number>();
    /** Those that began and ended while PostgreSQL was there: a connection that it has broken fails once, when it breaks. */
    const undisturbed: number[] = [];
    let isOver = false;
    let outages = 0;
    let isUp = true;
    let next = 0;
    const write = async () => {
      while (!isOver) acknowledged.push(await share(next++));
    };
    const read = async () => {
      while (!isOver) {
        const [before, wasUp] = [outages, isUp];
        const { status } = await request(server.address, cookie, "/api/resources");
        refused.add(status);
        if (wasUp && before === outages) undisturbed.push(status);
      }
    };
    const restart = async () => {
      for (let count = 0; count < restarts; count += 1) {
        const aim = acknowledged.length + randomInt(1, 6);
        await until("more resources", () => acknowledged.length >= aim);
        const readBefore = undisturbed.length;
        outages += 1;
        isUp = false;
        await postgres.crash();
        await sleep(randomInt(0, 500));
        await postgres.revive();
        await until("the server to answer", answers);
        isUp = true;
        await until("undisturbed requests", () => undisturbed.length > readBefore + 20);
      }
      isOver = true;
    };
    await Promise.all([restart(), write(), write(), write(), read(), read()]);
    expect([...refused].filter((status) => ![200, 503].includes(status))).toEqual([]);
    expect(undisturbed.filter((status) => status !== 200)).toEqual([]);
    expect([server.output(), indexer.output()].join("\n")).not.toMatch(/unexpected failure|nhandled/);
    expect([server.isAlive(), indexer.isAlive()]).toEqual([true, true]);
    await checkInvariants({ system, address: server.address, cookie, acknowledged, hasIndexer: true });
    expect([server.isAlive(), indexer.isAlive()]).toEqual([true, true]);
  }, 300_000);

  it("stays away longer than connections are waited for: the indexer goes on with its jobs afterwards", async () => {
    await postgres.crash();
    const refused = await request(server.address, cookie, "/api/resources");
    expect(refused).toMatchObject({ status: 503, body: { code: "database.unavailable" } });
    expect(refused.headers.get("retry-after")).not.toBeNull();
    const ready = await request(server.address, cookie, "/readyz");
    expect(ready).toMatchObject({ status: 503, body: { parts: { database: "down" } } });
    expect((await request(server.address, cookie, "/healthz")).status).toBe(200);
    await sleep(15_000);
    await postgres.revive();
    await until("the server to answer", answers);
    const made = await share(100_000);
    await checkInvariants({
      system,
      address: server.address,
      cookie,
      acknowledged: [made],
      hasIndexer: true,
    });
    expect([server.isAlive(), indexer.isAlive()]).toEqual([true, true]);
  }, 200_000);
});

describe("PostgreSQL that stands still", () => {
  it("is answered for with 503, not with silence, and no transaction is left open in the pool", async () => {
    const { resourceId } = await share(200_000);
    const path = `/api/resources/${resourceId}`;
    const edits = Array.from({ length: 8 }, (_, number) =>
      request(server.address, cookie, path, { method: "PATCH", json: { title: `停顿 ${number}` } }),
    );
    await sleep(20);
    postgres.freeze();
    try {
      const replies = await Promise.all([
        request(server.address, cookie, "/api/resources"),
        request(server.address, cookie, path),
        request(server.address, cookie, "/api/search?q=停顿"),
      ]);
      expect(replies.map((reply) => reply.status)).toEqual([503, 503, 503]);
      for (const { status } of await Promise.all(edits)) expect([200, 503]).toContain(status);
      expect((await request(server.address, cookie, "/healthz")).status).toBe(200);
    } finally {
      postgres.thaw();
    }
    await until("the server to answer", answers);
    await request(server.address, cookie, path, { method: "PATCH", json: { title: "之后" } });
    const { connection } = system;
    const open = async () =>
      (await connection.pool.query("select pid from pg_stat_activity where state ~ 'in transaction'"))
        .rowCount;
    await until("no transaction to be open", async () => (await open()) === 0, 8000);
    const events = await connection.pool.query(
      "select count(*) as count from event where subject_id = $1 and kind = 'resource.edited'",
      [resourceId],
    );
    const { body } = await request(server.address, cookie, `${path}?draft=true`);
    // One revision for the publishing and one for each edit: an edit is there whole or not at all.
    expect(body).toMatchObject({ title: "之后", revision: 2 + events.rows[0].count });
    expect([server.isAlive(), indexer.isAlive()]).toEqual([true, true]);
  }, 120_000);
});
