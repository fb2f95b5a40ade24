import { sql } from "kysely";
import { expect } from "vitest";
import { createResourceIndexer } from "../../indexer/tasks/index-resource.ts";
import { rebuildIndex } from "../../indexer/tasks/rebuild-index.ts";
import { MeilisearchIndex } from "../../server/modules/search/index.ts";
import { publish, seedPeople, signedIn } from "../support/client.ts";
import { startFaultProxy } from "../support/fault-proxy.ts";
import { startOwnMeilisearch } from "../support/meilisearch.ts";
import { startTestSystem } from "../support/system.ts";
import { unitOf } from "../support/world.ts";

/** A whole system over a Meilisearch of its own, which may be killed, frozen or kept busy. */
export const startMistreated = async () => {
  const engine = await startOwnMeilisearch();
  const line = await startFaultProxy(engine.url);
  const search = new MeilisearchIndex({
    url: line.address,
    apiKey: engine.apiKey,
    indexPrefix: "mistreated",
  });
  const system = await startTestSystem({ parts: { search } });
  await seedPeople(system);
  const author = await signedIn(system, "sanxiao.teacher");
  const colleague = await signedIn(system, "yixiao.teacher");
  const group = unitOf("group1").id;
  const published: string[] = [];

  /** The engine itself, past the line that is listened to. */
  const askEngine = async (path: string, body?: string) => {
    const headers = { Authorization: `Bearer ${engine.apiKey}`, "Content-Type": "application/json" };
    const reply = await fetch(engine.url + path, body ? { method: "POST", headers, body } : { headers });
    // biome-ignore lint/suspicious/noExplicitAny: the shapes are the engine's.
    return (await reply.json()) as any;
  };
  const countPassages = async (): Promise<number> => {
    const { indexes } = (await askEngine("/stats")) as {
      indexes: Record<string, { numberOfDocuments: number }>;
    };
    const own = Object.entries(indexes).filter(([name]) => name.includes("passages"));
    return own.reduce((sum, [, { numberOfDocuments }]) => sum + numberOfDocuments, 0);
  };

  const expectAll = async (): Promise<void> => {
    expect(await system.ctx.search.count()).toBe(published.length);
    const { hits } = await system.ctx.search.search({
      text: "",
      filters: {},
      scope: [`unit:${group}`],
      exclude: [],
      sort: "newest",
      withFacets: false,
      offset: 0,
      limit: 100,
    });
    expect(hits.map(({ id }) => String(id)).toSorted()).toEqual(published.toSorted());
  };

  const publishSome = async (word: string, count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let number = 1; number <= count; number += 1) {
      const fields = { title: `${word}第${number}课`, text: `${word}的正文` };
      ids.push((await publish(author, group, fields)).id);
    }
    published.push(...ids);
    return ids;
  };
  const searchFor = async (q: string) =>
    (await colleague.get("/api/search").query({ q }).expect(200)).body as {
      degraded: boolean;
      total: number;
      hits: { resource: { id: string } }[];
    };

  await publishSome("起先", 1);
  await system.runJobs();
  await rebuildIndex(system.ctx);

  return {
    engine,
    line,
    system,
    author,
    colleague,
    askEngine,
    publishSome,
    searchFor,
    /** What the engine itself finds, in order. */
    async found(q: string): Promise<string[]> {
      const { degraded, hits } = await searchFor(q);
      expect(degraded).toBe(false);
      return hits.map(({ resource }) => resource.id).toSorted();
    },
    /** As the indexer does it: all of them go to the engine in one round. */
    async putTogether(ids: readonly string[]): Promise<void> {
      const index = createResourceIndexer(system.ctx);
      await Promise.all(ids.map((resourceId) => index({ resourceId })));
    },
    /** Once the jobs are done, everything is there once: neither more nor fewer documents than a fill from nothing makes. */
    async expectWhole(): Promise<void> {
      await sql`update graphile_worker._private_jobs set run_at = now() where key is not null`.execute(
        system.ctx.db,
      );
      await system.runJobs();
      await expectAll();
      expect(await system.ctx.db.selectFrom("index_pending").selectAll().execute()).toEqual([]);
      const passages = await countPassages();
      expect(passages).toBeGreaterThanOrEqual(published.length);
      await rebuildIndex(system.ctx);
      expect(await countPassages()).toBe(passages);
      await expectAll();
    },
    async stop(): Promise<void> {
      await engine.stop();
      await system.stop();
      await line.close();
    },
  };
};
export type Mistreated = Awaited<ReturnType<typeof startMistreated>>;
