import { randomUUID } from "node:crypto";
import { Meilisearch } from "meilisearch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Unavailable } from "../../server/errors.ts";
import { MeilisearchIndex } from "../../server/modules/search/meilisearch-index.ts";
import { meilisearchMissing, startMeilisearch, type TestMeilisearch } from "../support/meilisearch.ts";
import { searchDocument, searchRequest } from "../support/search-documents.ts";
import { describeSearchIndexChanges } from "../support/search-index-changes-suite.ts";
import { describeSearchRanking } from "../support/search-index-ranking-suite.ts";
import { describeSearchSlips } from "../support/search-index-slips-suite.ts";
import { describeSearchIndex } from "../support/search-index-suite.ts";

if (meilisearchMissing) {
  console.warn(`\n!!! The Meilisearch half of the search tests is SKIPPED: ${meilisearchMissing}.\n`);
  it.skip(`Meilisearch passes the search suite: SKIPPED, ${meilisearchMissing}`, () => {});
} else {
  let server: TestMeilisearch;
  const open = async () => {
    const { url, apiKey } = server;
    const index = new MeilisearchIndex({ url, apiKey, indexPrefix: `test_${randomUUID()}` });
    await index.rebuild(async () => {});
    return index;
  };
  beforeAll(async () => {
    server = await startMeilisearch();
  }, 60_000);
  afterAll(() => server?.stop());

  describeSearchIndex("Meilisearch", open);
  describeSearchIndexChanges("changes to Meilisearch", open);
  describeSearchRanking("the order of Meilisearch", open);
  describeSearchSlips("slips and suggestions of Meilisearch", open);

  describe("Meilisearch and its failures", { timeout: 60_000 }, () => {
    it("surfaces a key that is refused as unavailable", async () => {
      const index = new MeilisearchIndex({ url: server.url, apiKey: "wrong", indexPrefix: "test" });
      await expect(index.search(searchRequest("x"))).rejects.toBeInstanceOf(Unavailable);
      await expect(index.put([searchDocument(1)])).rejects.toBeInstanceOf(Unavailable);
    });

    it("answers nothing before it is filled, however much is put into it", async () => {
      const { url, apiKey } = server;
      const index = new MeilisearchIndex({ url, apiKey, indexPrefix: `test_${randomUUID()}` });
      await index.put([searchDocument(1)]);
      await expect(index.search(searchRequest(""))).rejects.toBeInstanceOf(Unavailable);
      await index.rebuild((put) => put([searchDocument(1), searchDocument(2)]));
      expect((await index.search(searchRequest(""))).total).toBe(2);
    });

    it("takes changes although a late write has left half a second generation behind", async () => {
      const { url, apiKey } = server;
      const indexPrefix = `test_${randomUUID()}`;
      const index = new MeilisearchIndex({ url, apiKey, indexPrefix });
      await index.put([searchDocument(1)]);
      // What the server does with a write into an index that a rebuild has just dropped.
      const client = new Meilisearch({ host: url, apiKey });
      await client
        .index(`${indexPrefix}_passages_v3_next`)
        .addDocuments([{ id: "late" }])
        .waitTask();
      await index.put([searchDocument(1, { revision: 2 }), searchDocument(2)]);
      await index.remove([searchDocument(2).id]);
      await index.rebuild((put) => put([searchDocument(3)]));
      expect(await index.count()).toBe(1);
    });

    it("says that an index that was deleted has to be rebuilt", async () => {
      const { url, apiKey } = server;
      const index = new MeilisearchIndex({ url, apiKey, indexPrefix: `test_${randomUUID()}` });
      expect(await index.needsRebuild()).toBe(true);
      await expect(index.search(searchRequest("x"))).rejects.toBeInstanceOf(Unavailable);
    });

    it("wants a rebuild until one has ended, though writes have come or nothing is published", async () => {
      const { url, apiKey } = server;
      const index = new MeilisearchIndex({ url, apiKey, indexPrefix: `test_${randomUUID()}` });
      await index.put([searchDocument(1)]);
      expect(await index.needsRebuild()).toBe(true);
      await index.rebuild(async () => {});
      expect(await index.needsRebuild()).toBe(false);
      expect(await index.count()).toBe(0);
    });

    it("leaves indexes of another format alone until a rebuild, which removes them and nobody else's", async () => {
      const { url, apiKey } = server;
      const indexPrefix = `test-${randomUUID()}`;
      const client = new Meilisearch({ host: url, apiKey });
      const [own, foreign] = [`${indexPrefix}_resources`, `${indexPrefix}_books`];
      for (const uid of [own, foreign]) await client.createIndex(uid, { primaryKey: "id" }).waitTask();
      const index = new MeilisearchIndex({ url, apiKey, indexPrefix });
      expect(await index.needsRebuild()).toBe(true);
      await index.rebuild((put) => put([searchDocument(1)]));
      const { results } = await client.getRawIndexes({ limit: 1000 });
      const left = results.map(({ uid }) => uid).filter((uid) => uid.startsWith(indexPrefix));
      expect(left).toContain(foreign);
      expect(left).not.toContain(own);
      expect(await index.count()).toBe(1);
    });

    it("says why the server did not take a change", async () => {
      const { url, apiKey } = server;
      const index = new MeilisearchIndex({ url, apiKey, indexPrefix: `test_${randomUUID()}` });
      const refused = index.put([searchDocument(1, { id: "no id of ours" as never })]);
      await expect(refused).rejects.toMatchObject({
        code: "search.refused",
        cause: { message: expect.stringContaining("no id of ours") },
      });
      await index.put([searchDocument(2)]);
      expect(await index.count()).toBe(1);
    });
  });
}

it("a server that is not there is unavailable", async () => {
  const index = new MeilisearchIndex({ url: "http://127.0.0.1:9", apiKey: "", indexPrefix: "test" });
  await expect(index.search(searchRequest("x"))).rejects.toBeInstanceOf(Unavailable);
  await expect(index.check()).rejects.toBeInstanceOf(Unavailable);
});
