import { readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createResourceIndexer } from "../../indexer/tasks/index-resource.ts";
import { rebuildIndex } from "../../indexer/tasks/rebuild-index.ts";
import { type EmbeddedIndex, MeilisearchIndex } from "../../server/modules/search/index.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";
import { checkIndex } from "./check-invariants.ts";

const group = () => unitOf("group1").id;

const search = async (client: Client, q: string) =>
  (await client.get("/api/search").query({ q, facets: "true" }).expect(200)).body;
const titlesOf = (reply: { hits: { resource: { title: string } }[] }) =>
  reply.hits.map((hit) => hit.resource.title);

/** Everything that needs no engine, and what is searched for until there is one. */
const worksWithout = async (system: TestSystem, author: Client, colleague: Client): Promise<void> => {
  const title = `没有引擎也行 ${Math.random().toString(36).slice(2)}`;
  const { id } = await publish(author, group(), { title });
  await system.runJobs();
  await author.patch(`/api/resources/${id}`).send({ summary: "改过" }).expect(200);
  await author.post(`/api/resources/${id}/publish`).send({ sharedWith: group() }).expect(200);
  await colleague.get(`/api/resources/${id}`).expect(200);
  await colleague.get("/api/resources").expect(200);
  const found = await search(colleague, title);
  expect(found).toMatchObject({ degraded: true, total: 1, facets: {} });
  expect(titlesOf(found)).toEqual([title]);
  expect((await colleague.get("/api/search/suggest").query({ q: "没有" }).expect(200)).body).toEqual({
    suggestions: [],
  });
  const ready = await author.get("/readyz").expect(200);
  expect(ready.body).toMatchObject({ status: "ready", parts: { search: "down" } });
};

/** What waits to be tried again later is tried now. */
const makeJobsDue = (system: TestSystem) =>
  sql`update graphile_worker._private_jobs set run_at = now() where key is not null`.execute(system.ctx.db);

describe("a search server that", () => {
  let server: Server | undefined;
  let system: TestSystem;
  const start = async (url: string) => {
    const engine = new MeilisearchIndex({ url, apiKey: "a key", indexPrefix: "faults" });
    system = await startTestSystem({ parts: { search: engine } });
    await seedPeople(system);
    const people = ["sanxiao.teacher", "yixiao.teacher", "erxiao.teacher"];
    return Promise.all(people.map((name) => signedIn(system, name)));
  };
  const listen = async (behaviour: Parameters<typeof createServer>[1]): Promise<string> => {
    server = createServer(behaviour as never);
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterEach(async () => {
    await system.stop();
    server?.closeAllConnections();
    server?.close();
  });

  it.each([
    ["is not there", null],
    ["answers every request with an error", (_request: unknown, to: never) => fail(to, 500)],
    ["has revoked the key", (_request: unknown, to: never) => fail(to, 403)],
    ["resets every connection", (request: { socket: { destroy(): void } }) => request.socket.destroy()],
  ] as const)(
    "%s takes nothing from anything else, and titles are found from the database",
    async (_what, behaviour) => {
      const url = behaviour ? await listen(behaviour as never) : "http://127.0.0.1:1";
      const [author, colleague, outsider] = (await start(url)) as [Client, Client, Client];
      await worksWithout(system, author, colleague);
      expect(await search(outsider, "没有引擎")).toMatchObject({ degraded: true, total: 0, hits: [] });
      const jobs = await sql<{ key: string }>`select key from graphile_worker.jobs
      where key like 'index:%' and attempts < max_attempts`.execute(system.ctx.db);
      expect(jobs.rows).toHaveLength(1);
    },
  );

  it("never answers is left alone for a while after that", async () => {
    let asked = 0;
    const url = await listen(() => {
      asked += 1;
    });
    const engine = new MeilisearchIndex({
      url,
      apiKey: "a key",
      indexPrefix: "faults",
      questionTimeoutMs: 200,
    });
    system = await startTestSystem({ parts: { search: engine } });
    await seedPeople(system);
    const author = await signedIn(system, "sanxiao.teacher");
    await publish(author, group(), { title: "没有引擎也行" });
    asked = 0;
    const warn = vi.spyOn(system.ctx.log, "warn");
    const found = await search(author, "没有引擎");
    expect(found).toMatchObject({ degraded: true, total: 1 });
    const askedFirst = asked;
    expect(askedFirst).toBeGreaterThan(0);
    for (let count = 0; count < 10; count += 1)
      expect(await search(author, "没有引擎")).toMatchObject({ degraded: true, total: 1 });
    expect(asked).toBe(askedFirst);
    expect(warn.mock.calls.map(([, text]) => text)).toEqual([
      "the search engine does not answer; the database does",
    ]);
  });

  const fail = (
    to: { writeHead(status: number, headers: object): { end(body: string): void } },
    status: number,
  ) =>
    to
      .writeHead(status, { "Content-Type": "application/json" })
      .end(JSON.stringify({ message: "no", code: "internal", type: "internal", link: "" }));
});

describe("an embedded index that", () => {
  let system: TestSystem;
  let author: Client;
  let colleague: Client;
  let directory: string;

  beforeAll(async () => {
    system = await startTestSystem();
    await seedPeople(system);
    directory = system.ctx.config.search.directory;
    author = await signedIn(system, "sanxiao.teacher");
    colleague = await signedIn(system, "yixiao.teacher");
    for (const title of ["早已在库 一", "早已在库 二"]) await publish(author, group(), { title });
    await system.runJobs();
  });
  afterAll(() => system.stop());

  const isBack = async () => {
    await makeJobsDue(system);
    await checkIndex(system);
    const found = await search(colleague, "早已在库");
    expect(found).toMatchObject({ degraded: false, total: 2 });
  };

  it("cannot be opened at all comes back with its jobs done", async () => {
    await rm(directory, { recursive: true });
    await writeFile(directory, "not a directory");
    await worksWithout(system, author, colleague);
    await rm(directory);
    await rebuildIndex(system.ctx);
    await isBack();
  });

  it("was deleted is filled again from the database", async () => {
    await rm(directory, { recursive: true });
    expect(await search(colleague, "早已在库")).toMatchObject({ degraded: true, total: 2 });
    await rebuildIndex(system.ctx);
    await isBack();
  });

  it("was damaged says that it needs filling, and is filled", async () => {
    for (const name of await readdir(directory))
      if (name.startsWith("index-")) await writeFile(join(directory, name), Buffer.alloc(200_000, "damage"));
    expect(await search(colleague, "早已在库")).toMatchObject({ total: 2 });
    await system.ctx.search.put([]);
    if (await system.ctx.search.needsRebuild()) await rebuildIndex(system.ctx);
    await isBack();
  });

  it("is long with another indexer is waited for: nothing fails, and all is there in the end", async () => {
    const ids: string[] = [];
    for (const number of [1, 2, 3])
      ids.push((await publish(author, group(), { title: `久等 ${number}` })).id);
    const index = createResourceIndexer(system.ctx);
    await system.ctx.db.connection().execute(async (other) => {
      await sql`select pg_advisory_lock(hashtext('index-resources'))`.execute(other);
      await Promise.all(ids.map((resourceId) => index({ resourceId })));
      await sql`select pg_advisory_unlock(hashtext('index-resources'))`.execute(other);
    });
    expect(await search(colleague, "久等")).toMatchObject({ degraded: false, total: 0 });
    await makeJobsDue(system);
    await system.runJobs();
    expect((await search(colleague, "久等")).total).toBe(3);
    await isBack();
  });

  it("loses its threads in the middle of many jobs ends with everything in it", async () => {
    const index = system.ctx.search as EmbeddedIndex;
    for (let number = 0; number < 12; number += 1)
      await publish(author, group(), { title: `半途 ${number}` });
    let isOver = false;
    const killing = (async () => {
      while (!isOver) {
        for (const worker of index.workers) await worker.terminate();
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    })();
    await system.runJobs();
    isOver = true;
    await killing;
    for (let round = 0; round < 3; round += 1) {
      await makeJobsDue(system);
      await system.runJobs();
    }
    await isBack();
    expect((await search(colleague, "半途")).total).toBe(12);
  });
});
