import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SearchIndex, SearchRequest } from "../../server/modules/search/search-index.ts";
import { hostileQuestions } from "./hostile-questions.ts";
import { resourceId, searchDocument, searchRequest, slides } from "./search-documents.ts";

/** How every search engine takes changes. `open` gives an empty index that the suite closes. */
export function describeSearchIndexChanges(name: string, open: () => Promise<SearchIndex>): void {
  // Meilisearch makes and swaps indexes through its queue, which takes seconds on a busy machine.
  describe(name, { timeout: 60_000 }, () => {
    let index: SearchIndex;
    beforeEach(async () => {
      index = await open();
    }, 60_000);
    afterEach(() => index.close());
    const ids = async (text: string, over: Partial<SearchRequest> = {}) =>
      (await index.search(searchRequest(text, over))).hits.map((hit) => hit.id);

    it("replaces a document with its passages, and ignores an older revision", async () => {
      await index.put([
        searchDocument(1, { revision: 3, title: "加法", passages: slides(1, "a.pptx", "苹果") }),
      ]);
      await index.put([
        searchDocument(1, { revision: 5, title: "减法", passages: slides(1, "a.pptx", "香蕉") }),
      ]);
      await index.put([searchDocument(1, { revision: 4, title: "乘法" })]);
      expect(await ids("减法")).toEqual([resourceId(1)]);
      expect(await ids("香蕉")).toEqual([resourceId(1)]);
      for (const gone of ["加法", "乘法", "苹果"]) expect(await ids(gone)).toEqual([]);
      expect(await index.count()).toBe(1);
    });

    it("removes, takes unknown ids, and takes back what was removed", async () => {
      await index.put([searchDocument(1, { title: "加法" }), searchDocument(2, { title: "加法" })]);
      await index.remove([resourceId(1), resourceId(99)]);
      expect(await ids("加法")).toEqual([resourceId(2)]);
      expect(await index.count()).toBe(1);
      await index.put([searchDocument(1, { title: "加法" })]);
      expect(await ids("加法")).toEqual([resourceId(2), resourceId(1)]);
    });

    it("pages without gaps or repeats, with ties in a stable order", async () => {
      await index.put(
        Array.from({ length: 45 }, (_, i) => searchDocument(i + 1, { title: "同名资源", publishedAtMs: 1 })),
      );
      for (const sort of ["relevance", "newest", "most-reused"] as const) {
        const pages: string[][] = [];
        for (let offset = 0; offset < 60; offset += 20) pages.push(await ids("同名", { sort, offset }));
        expect(pages.map((page) => page.length)).toEqual([20, 20, 5]);
        expect(pages.flat()).toEqual(Array.from({ length: 45 }, (_, i) => resourceId(i + 1)));
      }
    });

    it("shows at most three passages, those with the most of the words first", async () => {
      const texts = ["无关", "苹果", "苹果 香蕉", "苹果", "苹果"];
      await index.put([searchDocument(1, { title: "水果", passages: slides(1, "a.pptx", ...texts) })]);
      const { hits } = await index.search(searchRequest("苹果 香蕉"));
      expect(hits[0]?.passages.length).toBeLessThanOrEqual(3);
      expect(hits[0]?.passages[0]?.page).toBe(3);
    });

    it("goes on answering while it is rebuilt, and keeps what is written and removed meanwhile", async () => {
      const old = Array.from({ length: 20 }, (_, i) => searchDocument(i + 1, { title: "加法练习" }));
      await index.put(old);
      let isRebuilding = true;
      const totals: number[] = [];
      const searching = (async () => {
        while (isRebuilding) totals.push((await index.search(searchRequest("加法"))).total);
      })();
      try {
        await index.rebuild(async (put) => {
          await put(old.slice(0, 10));
          await index.put([
            searchDocument(1, { revision: 2, title: "减法练习" }),
            searchDocument(50, { title: "加法新课" }),
          ]);
          await index.remove([resourceId(15)]);
          // Read before the change and the removal above.
          await put([...old.slice(10), searchDocument(1, { title: "加法练习" })]);
        });
      } finally {
        isRebuilding = false;
        await searching;
      }
      expect(totals.length).toBeGreaterThan(0);
      expect(Math.min(...totals)).toBeGreaterThanOrEqual(19);
      const found = await ids("加法", { limit: 100 });
      expect(found).toHaveLength(19);
      expect(found).toContain(resourceId(50));
      expect(found).not.toContain(resourceId(15));
      expect(await ids("减法")).toEqual([resourceId(1)]);
      expect(await index.count()).toBe(20);
    });

    it("forgets by a rebuild what is no longer there", async () => {
      await index.put([searchDocument(1, { title: "加法" }), searchDocument(2, { title: "加法" })]);
      await index.rebuild((put) => put([searchDocument(2, { title: "加法" })]));
      expect(await ids("加法")).toEqual([resourceId(2)]);
    });

    it("keeps the old index when a rebuild fails", async () => {
      await index.put([searchDocument(1, { title: "加法" })]);
      await expect(
        index.rebuild(async (put) => {
          await put([searchDocument(2, { title: "加法" })]);
          throw new Error("the database went away");
        }),
      ).rejects.toThrow("the database went away");
      expect(await ids("加法")).toEqual([resourceId(1)]);
      await index.put([searchDocument(3, { title: "加法" })]);
      expect(await ids("加法")).toEqual([resourceId(3), resourceId(1)]);
    });

    it("holds documents and keys with any characters", async () => {
      const odd = hostileQuestions.map((text, i) =>
        searchDocument(100 + i, {
          title: text,
          keywords: [text],
          kind: text,
          scope: ["public"],
          passages: slides(100, "x", text),
        }),
      );
      await index.put(odd);
      expect((await index.search(searchRequest("", { scope: ["public"] }))).total).toBe(odd.length);
      await index.remove(odd.map(({ id }) => id));
      expect((await index.search(searchRequest("", { scope: ["public"] }))).total).toBe(0);
    });
  });
}
