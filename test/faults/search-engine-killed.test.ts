import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createResourceIndexer } from "../../indexer/tasks/index-resource.ts";
import { rebuildIndex } from "../../indexer/tasks/rebuild-index.ts";
import { MeilisearchIndex } from "../../server/modules/search/index.ts";
import { type Client, publish, seedPeople, signedIn } from "../support/client.ts";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";
import { type OwnMeilisearch, ownMeilisearchMissing, startOwnMeilisearch } from "../support/meilisearch.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";
import { unitOf } from "../support/world.ts";

const patience = { timeout: 120_000 };

if (ownMeilisearchMissing) {
  console.warn(`\n!!! A killed Meilisearch is SKIPPED: ${ownMeilisearchMissing}.\n`);
  test.skip(`a Meilisearch that is killed: SKIPPED, ${ownMeilisearchMissing}`, () => {});
}

describe.skipIf(ownMeilisearchMissing)("a Meilisearch that", () => {
  let engine: OwnMeilisearch;
  let line: FaultProxy;
  let system: TestSystem;
  let author: Client;
  let colleague: Client;
  let published: string[] = [];

  beforeAll(async () => {
    engine = await startOwnMeilisearch();
    line = await startFaultProxy(engine.url);
    const search = new MeilisearchIndex({ url: line.address, apiKey: engine.apiKey, indexPrefix: "killed" });
    system = await startTestSystem({ parts: { search } });
    await seedPeople(system);
    author = await signedIn(system, "sanxiao.teacher");
    colleague = await signedIn(system, "yixiao.teacher");
    await publishSome("起先", 1);
    await system.runJobs();
    await rebuildIndex(system.ctx);
  }, 120_000);
  afterAll(async () => {
    await engine?.stop();
    await system?.stop();
    await line?.close();
  });

  const publishSome = async (word: string, count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let number = 1; number <= count; number += 1) {
      const made = await publish(author, unitOf("group1").id, {
        title: `${word}第${number}课`,
        text: `${word}的正文`,
      });
      ids.push(made.id);
    }
    published = [...published, ...ids];
    return ids;
  };
  const search = async (q: string) => (await colleague.get("/api/search").query({ q }).expect(200)).body;
  const found = async (q: string): Promise<string[]> => {
    const reply = await search(q);
    expect(reply.degraded).toBe(false);
    return reply.hits.map((hit: { resource: { id: string } }) => hit.resource.id).toSorted();
  };
  const makeJobsDue = () =>
    sql`update graphile_worker._private_jobs set run_at = now() where key is not null`.execute(system.ctx.db);
  const countPassages = async (): Promise<number> => {
    const reply = await fetch(`${engine.url}/stats`, {
      headers: { Authorization: `Bearer ${engine.apiKey}` },
    });
    const { indexes } = (await reply.json()) as { indexes: Record<string, { numberOfDocuments: number }> };
    const own = Object.entries(indexes).filter(([name]) => name.includes("passages"));
    return own.reduce((sum, [, { numberOfDocuments }]) => sum + numberOfDocuments, 0);
  };

  const expectAll = async (): Promise<void> => {
    expect(await system.ctx.search.count()).toBe(published.length);
    const scope = [`unit:${unitOf("group1").id}`] as const;
    const asked = { text: "", filters: {}, exclude: [], sort: "newest", withFacets: false } as const;
    const { hits } = await system.ctx.search.search({
      ...asked,
      scope: [...scope],
      exclude: [],
      offset: 0,
      limit: 100,
    });
    expect(hits.map(({ id }) => String(id)).toSorted()).toEqual(published.toSorted());
  };

  /** Once the jobs are done, everything is there once: neither more nor fewer documents than a fill from nothing makes. */
  const expectWhole = async (): Promise<void> => {
    await makeJobsDue();
    await system.runJobs();
    await expectAll();
    expect(await system.ctx.db.selectFrom("index_pending").selectAll().execute()).toEqual([]);
    const passages = await countPassages();
    expect(passages).toBeGreaterThanOrEqual(published.length);
    await rebuildIndex(system.ctx);
    expect(await countPassages()).toBe(passages);
    await expectAll();
  };

  /** As the indexer does it: all of them go to the engine in one round. */
  const putTogether = async (ids: string[]): Promise<void> => {
    const index = createResourceIndexer(system.ctx);
    await Promise.all(ids.map((resourceId) => index({ resourceId })));
  };
  const rebuildAll = async (): Promise<void> => {
    await rebuildIndex(system.ctx).catch(() => {});
  };

  test.each([
    ["documents are on their way to it", /^POST \/indexes\/\w+\/documents/, putTogether, "在途"],
    ["it works them in", /^GET \/tasks/, putTogether, "处理"],
    ["a rebuild fills another index", /_next\/documents/, rebuildAll, "重建"],
  ] as const)("is killed while %s has everything once it is back, each once", patience, async (...row) => {
    const [, request, write, word] = row;
    const ids = await publishSome(word, 4);
    line.seen.length = 0;
    const writing = write(ids);
    await until(`${request} to be asked`, () => line.seen.some((one) => request.test(one)));
    await engine.kill();
    await writing;

    expect(await search(word)).toMatchObject({ degraded: true, total: 4 });
    const [late] = await publishSome(`${word}之后`, 1);
    await system.runJobs();
    await colleague.get(`/api/resources/${late}`).expect(200);
    const ready = await author.get("/readyz").expect(200);
    expect(ready.body).toMatchObject({ status: "ready", parts: { search: "down" } });

    await engine.comeBack();
    await expectWhole();
    expect(await found(word)).toEqual([...ids, late].toSorted());
  });
});
