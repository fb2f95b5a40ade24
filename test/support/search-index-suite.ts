import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SearchIndex, SearchRequest } from "../../server/modules/search/search-index.ts";
import { hostileQuestions } from "./hostile-questions.ts";
import { group, otherGroup, resourceId, searchDocument, searchRequest, slides } from "./search-documents.ts";

const shown = (highlight: { text: string; isMatch: boolean }[]) =>
  highlight.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");

/** What every search engine must do. `open` gives an empty index that the suite closes. */
export function describeSearchIndex(name: string, open: () => Promise<SearchIndex>): void {
  // The engines load dictionaries or start servers, which takes seconds on a busy machine.
  describe(name, { timeout: 60_000 }, () => {
    let index: SearchIndex;
    const find = async (text: string, over: Partial<SearchRequest> = {}) =>
      index.search(searchRequest(text, over));
    const ids = async (text: string, over: Partial<SearchRequest> = {}) =>
      (await find(text, over)).hits.map((hit) => hit.id);

    const library = [
      searchDocument(1, {
        title: "分数的初步认识",
        textbookNode: "数学 人教版 三年级上册 分数",
        kind: "lesson-plan",
        reuseCount: 2,
        passages: slides(1, "课件.pptx", "导入：分月饼", "几分之一的含义", "待处理的光合作用问题与圆周率"),
      }),
      searchDocument(2, {
        title: "数据的处理",
        kind: "courseware",
        subject: "science",
        grades: ["5", "6"],
        author: "Author-1",
        passages: slides(2, "统计.pptx", "收集数据", "条形统计图", "Fractions and weather, version 8.1"),
      }),
      searchDocument(3, { title: "宪法与我们的生活", subject: "law", kind: "video", reuseCount: 9 }),
      searchDocument(4, {
        title: "长方形和正方形的周长",
        summary: "通过分数练习复习",
        campus: "C\"'\\1" as never,
      }),
      searchDocument(5, {
        title: "分数的秘密计划",
        scope: [otherGroup],
        kind: "secret-kind",
        subject: "secret-subject",
      }),
      searchDocument(6, { title: "我的草稿", scope: ["author:Ab"] }),
      searchDocument(7, { title: "别人的草稿", scope: ["author:aB"] }),
    ];

    beforeAll(async () => {
      index = await open();
      await index.put(library);
    }, 60_000);
    afterAll(() => index.close());

    it("finds by title, the best field first", async () => {
      expect(await ids("分数")).toEqual([resourceId(1), resourceId(4)]);
      expect(await ids("宪法")).toEqual([resourceId(3)]);
    });

    it("finds a word inside longer words, split words, traditional characters, full width and other case", async () => {
      expect(await ids("处理")).toEqual([resourceId(2), resourceId(1)]);
      expect(await ids("数据处理")).toEqual([resourceId(2)]);
      expect((await ids("數據的處理"))[0]).toBe(resourceId(2));
      expect(await ids("ＦＲＡＣＴＩＯＮＳ")).toEqual([resourceId(2)]);
      expect(await ids("8.1")).toEqual([resourceId(2)]);
      expect(await ids("weath")).toEqual([resourceId(2)]);
    });

    it("finds a title by its sound, below written matches", async () => {
      expect(await ids("xianfa")).toEqual([resourceId(3)]);
      expect(await ids("cfxhzfx")).toEqual([resourceId(4)]);
    });

    it("shows the file, the slide and the words for a word that occurs only inside a file", async () => {
      const { hits } = await find("光合作用");
      expect(hits.map((hit) => hit.id)).toEqual([resourceId(1)]);
      expect(hits[0]?.passages).toHaveLength(1);
      const passage = hits[0]?.passages[0];
      expect(passage).toMatchObject({ fileName: "课件.pptx", page: 3, pageKind: "slide" });
      expect(shown(passage?.snippet ?? [])).toContain("[光合作用]");
    });

    it("finds several words of which one is in the title and another in a file", async () => {
      expect(await ids("分数 光合作用")).toEqual([resourceId(1)]);
    });

    it("finds some of the words where nothing has them all", async () => {
      expect(await ids("宪法 不存在的恐龙")).toEqual([resourceId(3)]);
    });

    it("takes quoted words together and leaves out words with a minus", async () => {
      expect(await ids('"几分之一的含义"')).toEqual([resourceId(1)]);
      expect(await ids('"含义几分之一"')).toEqual([]);
      expect(await ids("“分数的初步”")).toEqual([resourceId(1)]);
      expect(await ids("分数 -周长")).toEqual([resourceId(1)]);
      expect(await ids("-分数")).not.toContain(resourceId(1));
    });

    it("marks matches in the original title", async () => {
      const { hits } = await find("數據");
      expect(shown(hits[0]?.title ?? [])).toBe("[数据]的处理");
    });

    it("lists everything in scope, newest first, for an empty question", async () => {
      for (const text of ["", "   ", "，。！"]) {
        const { hits, total } = await find(text);
        expect(hits.map((hit) => hit.id)).toEqual([4, 3, 2, 1].map(resourceId));
        expect(total).toBe(4);
      }
    });

    it("filters: values within a field are alternatives, fields narrow each other", async () => {
      expect(await ids("", { filters: { kind: ["video", "courseware"] } })).toEqual([3, 2].map(resourceId));
      expect(await ids("", { filters: { kind: ["video", "courseware"], grade: ["6"] } })).toEqual([
        resourceId(2),
      ]);
      expect(await ids("", { filters: { author: ["Author-1"] } })).toEqual([resourceId(2)]);
      expect(await ids("", { filters: { campus: ["C\"'\\1"] } })).toEqual([resourceId(4)]);
      expect(
        await ids("", { filters: { kind: ['x" OR kind EXISTS OR kind = "y', "1 OR scope EXISTS"] } }),
      ).toEqual([]);
    });

    it("counts facets, each without its own filter", async () => {
      const { facets, total } = await find("", { withFacets: true, filters: { kind: ["video"] } });
      expect(total).toBe(1);
      expect(facets.kind).toEqual([
        { key: "lesson-plan", count: 2 },
        { key: "courseware", count: 1 },
        { key: "video", count: 1 },
      ]);
      expect(facets.subject).toEqual([{ key: "law", count: 1 }]);
      const all = (await find("", { withFacets: true })).facets;
      expect(all.grade).toEqual([
        { key: "3", count: 3 },
        { key: "5", count: 1 },
        { key: "6", count: 1 },
      ]);
      expect(all.campus).toContainEqual({ key: "C\"'\\1", count: 1 });
      expect(all.author).toContainEqual({ key: "Author-1", count: 1 });
      for (const field of ["term", "edition", "volume"] as const) expect(all[field]?.[0]?.count).toBe(4);
    });

    it("leaks nothing out of scope: hits, totals, facets, suggestions", async () => {
      for (const text of ["分数", "", "秘密", "分数的秘密计划", '"分数的秘密计划"']) {
        const reply = await find(text, { withFacets: true });
        expect(reply.hits.map((hit) => hit.id)).not.toContain(resourceId(5));
        expect(JSON.stringify(reply.facets)).not.toContain("secret");
        expect(reply.total).toBe(reply.hits.length);
      }
      expect(await ids("秘密", { scope: [group, otherGroup] })).toEqual([resourceId(5)]);
      expect(await index.suggest("分数", [group], 10)).toEqual([
        { kind: "title", text: "分数的初步认识", key: resourceId(1), resourceId: resourceId(1) },
      ]);
    });

    it("tells scopes apart that differ by case only", async () => {
      expect(await ids("", { scope: ["author:Ab"] })).toEqual([resourceId(6)]);
      expect(await ids("", { scope: ["author:AB"] })).toEqual([]);
    });

    it("leaves excluded documents out of hits, total and facets", async () => {
      const reply = await find("", { exclude: [resourceId(3)], withFacets: true });
      expect(reply.hits.map((hit) => hit.id)).toEqual([4, 2, 1].map(resourceId));
      expect(reply.total).toBe(3);
      expect(JSON.stringify(reply.facets)).not.toContain("law");
      expect(await ids("分数的初步认识", { exclude: [resourceId(1)] })).not.toContain(resourceId(1));
      expect(await ids("条形统计图", { exclude: [resourceId(1)] })).toEqual([resourceId(2)]);
    });

    it("looks among the documents that are named, and no further than the scope", async () => {
      const within = [1, 2, 5].map(resourceId);
      expect(await ids("", { within, sort: "newest" })).toEqual([2, 1].map(resourceId));
      expect(await find("分数", { within, withFacets: true })).toMatchObject({ total: 1, isPartial: false });
      expect(await ids("宪法", { within })).toEqual([]);
      expect(await ids("", { within: [] })).toEqual([]);
    });

    it("sorts by date and by reuse", async () => {
      expect(await ids("分数", { sort: "newest" })).toEqual([4, 1].map(resourceId));
      expect(await ids("", { sort: "most-reused" })).toEqual([3, 1, 4, 2].map(resourceId));
    });

    it("suggests titles by beginning, middle and sound", async () => {
      for (const prefix of ["分数的", "初步", "fenshu", "fsdcb"]) {
        expect(await index.suggest(prefix, [group], 5)).toEqual([
          { kind: "title", text: "分数的初步认识", key: resourceId(1), resourceId: resourceId(1) },
        ]);
      }
      expect(await index.suggest("", [group], 5)).toEqual([]);
    });

    it("answers whatever is typed", async () => {
      for (const text of hostileQuestions) {
        const reply = await find(text, { withFacets: true });
        expect(reply.hits.map((hit) => hit.id)).not.toContain(resourceId(5));
        await index.suggest(text, [group], 5);
      }
    });
  });
}
