import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScopeKey, SearchIndex, SearchRequest } from "../../server/modules/search/search-index.ts";
import { otherGroup, resourceId, searchDocument, searchRequest, slides } from "./search-documents.ts";

const grade = (key: string, text = "") => ({ field: "grade" as const, keys: [key], text, weight: 1 });
const volume = (key: string) => ({ field: "volume" as const, keys: [key], text: "", weight: 0.5 });
const subject = (key: string) => ({ field: "subject" as const, keys: [key], text: "", weight: 1 });

/** A place of its own for what would change the counts of the others. */
const thirdGroup = "unit:33333333-0000-4000-8000-000000000003" as ScopeKey;

const fifthGroup = "unit:55555555-0000-4000-8000-000000000005" as ScopeKey;
const sixthGroup = "unit:66666666-0000-4000-8000-000000000006" as ScopeKey;

/** How every search engine orders what it finds. `open` gives an empty index that the suite closes. */
export function describeSearchRanking(name: string, open: () => Promise<SearchIndex>): void {
  describe(name, { timeout: 60_000 }, () => {
    let index: SearchIndex;
    const ask = (text: string, over: Partial<SearchRequest> = {}) => index.search(searchRequest(text, over));
    const numbers = async (text: string, over: Partial<SearchRequest> = {}) =>
      (await ask(text, over)).hits.map((hit) => Number(hit.id.slice(-12)));

    beforeAll(async () => {
      index = await open();
      await index.put([
        searchDocument(1, { title: "认识钟表", grades: ["1"], volume: "1a" }),
        searchDocument(2, { title: "认识钟表", grades: ["2"], volume: "2a" }),
        searchDocument(3, {
          title: "时间的故事",
          grades: ["2"],
          volume: "2a",
          passages: slides(3, "故事.pptx", "先来认识家里的钟表"),
        }),
        searchDocument(4, { title: "宪法是根本法", textbookNode: "道德与法治 六年级", subject: "ethics" }),
        searchDocument(5, { title: "端午节课件", kind: "courseware" }),
        searchDocument(6, { title: "二年级识图练习", grades: [] }),
        searchDocument(7, { title: "识图练习", grades: [] }),
        searchDocument(8, { title: "月亮与潮汐", authorName: "张明", campusName: "河东小学" }),
        searchDocument(9, {
          title: "第八单元",
          passages: slides(9, "a.pptx", "蜜蜂在花丛里采蜜", "蜻蜓低飞要下雨"),
        }),
        searchDocument(10, {
          title: "第九单元",
          publishedAtMs: 1_600_000_000_000,
          passages: slides(10, "b.pptx", "蜜蜂和蜻蜓都是昆虫", "下课"),
        }),
        searchDocument(11, { title: "圆柱体积公式推导练习" }),
        searchDocument(12, { title: "体积的练习：圆柱" }),
        searchDocument(13, { title: "小数加法", reuseCount: 0, publishedAtMs: 1_700_000_000_000 }),
        searchDocument(14, { title: "小数加法", reuseCount: 40, publishedAtMs: 1_700_000_000_000 }),
        searchDocument(15, { title: "Unit 8.1 Wild Animals", subject: "english" }),
        searchDocument(16, { title: "Unit 8.10 Rivers", subject: "english" }),
        searchDocument(17, { title: "端午节的由来", scope: [otherGroup] }),
        searchDocument(18, { title: "船的载重量" }),
        searchDocument(19, { title: "生活里的重量", publishedAtMs: 1_600_000_000_000 }),
        searchDocument(20, { title: "一周天气日历", grades: ["4"] }),
        searchDocument(21, { title: "气温计", keywords: ["天气"], grades: ["5"], kind: "courseware" }),
        ...[2, 3, 3, 3, 3, 4, 4].map((grade, i) => {
          const half = grade === 3 ? 1 : 2;
          const textbookNode = `数学 ${"一二三四"[grade - 1]}年级 ${half === 1 ? "上册" : "下册"}`;
          const fields = { grades: [String(grade)], volume: String(half), scope: [thirdGroup] };
          return searchDocument(30 + i, { title: `第${i}课时`, textbookNode, ...fields });
        }),
        ...["圆锥的体积", "圆的体积", "Unit7 Lake", "Lake Unit 6"].map((title, i) =>
          searchDocument(40 + i, {
            title,
            textbookNode: "Unit 7",
            scope: [fifthGroup],
            publishedAtMs: 1e12 - i,
          }),
        ),
      ]);
    }, 60_000);
    afterAll(() => index.close());

    it("puts what meets a preference first among those with the words in the same place", async () => {
      expect((await numbers("认识钟表", { preferences: [grade("1")] })).slice(0, 2)).toEqual([1, 2]);
      expect((await numbers("认识钟表", { preferences: [grade("2")] })).slice(0, 2)).toEqual([2, 1]);
    });

    it("orders one person's documents alike, whatever others have asked before", async () => {
      const before = await numbers("体积");
      expect(before).toEqual([12, 11]);
      await ask("圆柱体积公式推导练习", { scope: [otherGroup] });
      expect(await numbers("体积")).toEqual(before);
    });

    it("does not let a preference put a passage before a title that has all the words", async () => {
      expect(await numbers("认识钟表", { preferences: [grade("2")] })).toEqual([2, 1, 3]);
    });

    it("takes the words of a preference as text too, where a document lacks the field", async () => {
      expect((await numbers("识图练习", { preferences: [grade("2", "二年级")] }))[0]).toBe(6);
    });

    it("lists by preferences alone, those that meet all of them first", async () => {
      const found = await numbers("", { preferences: [grade("2"), subject("math")] });
      expect(found.slice(0, 2).sort()).toEqual([2, 3]);
      expect(found).toHaveLength(20);
    });

    it("puts the other volume of the grade that is asked for before that volume of other grades", async () => {
      const preferences = [grade("3"), volume("2")];
      const found = await numbers("三年级 下册", { preferences, scope: [thirdGroup] });
      expect(found.slice(0, 4).sort()).toEqual([31, 32, 33, 34]);
    });

    it("takes an alternative for the word", async () => {
      const synonyms = [{ text: "道法", alternatives: ["道德与法治"] }];
      expect(await numbers("道法宪法", { synonyms })).toEqual([4]);
      expect(await numbers("道法 宪法", { synonyms })).toEqual([4]);
      expect(await numbers("ppt 端午节", { synonyms: [{ text: "ppt", alternatives: ["课件"] }] })).toEqual([
        5,
      ]);
    });

    it("says when no document has all the words, and puts those with more of them first", async () => {
      const some = await ask("圆柱 体积 蒸汽机车");
      expect(some.isPartial).toBe(true);
      expect(some.hits.map((hit) => hit.id).sort()).toEqual([11, 12].map(resourceId));
      expect((await ask("圆柱 体积")).isPartial).toBe(false);
    });

    it("sorted by date, shows what has all the words and nothing that has only most of them", async () => {
      const found = await numbers("圆柱 体积 公式", { sort: "newest" });
      expect(found).toEqual([11]);
      expect(await numbers("圆柱 体积 公式", { sort: "most-reused" })).toEqual(found);
    });

    it("fills a page up with those that have some of the words, behind those that have all", async () => {
      const some = await ask("端午节 体积 练习", { withFacets: true });
      expect(some.isPartial).toBe(true);
      const found = await ask("圆柱 推导", { withFacets: true });
      expect(found.hits.map((hit) => hit.id)).toEqual([11, 12].map(resourceId));
      expect(found).toMatchObject({ isPartial: false, total: 2 });
      expect(found.facets.kind).toEqual([{ key: "lesson-plan", count: 2 }]);
    });

    it("lets nothing follow a phrase, a single word, another order, or filters that no whole match passes", async () => {
      expect(await numbers("“圆柱体积” 推导")).toEqual([11]);
      expect(await numbers("体积公式")).toContain(11);
      expect(await numbers("圆柱 推导", { sort: "newest" })).toEqual([11]);
      expect(await numbers("蜜蜂 昆虫", { filters: { grade: ["3"] } })).toEqual([10, 9]);
      expect(await numbers("钟表 故事", { filters: { grade: ["1"] } })).toEqual([]);
    });

    it("takes a word that stands alone before the same inside a longer one", async () => {
      expect(await numbers("重量")).toEqual([19, 18]);
      expect(await numbers("圆", { scope: [fifthGroup] })).toEqual([41, 40]);
    });

    it("lets several wishes together outweigh where the word stands", async () => {
      const preferences = [grade("5"), { field: "kind" as const, keys: ["courseware"], text: "", weight: 1 }];
      expect((await numbers("天气", { preferences })).slice(0, 2)).toEqual([21, 20]);
    });

    it("finds with any of the words, those with more of them first", async () => {
      const found = await numbers("月亮 潮汐 端午节", { matching: "any" });
      expect(found).toEqual([8, 5]);
    });

    it("takes an everyday word inside a file for no likeness", async () => {
      expect(await numbers("认识 钟表", { matching: "any" })).toEqual([2, 1]);
      expect(await numbers("微控制器 蜂鸣器 认识 编程 下课", { matching: "any" })).not.toContain(10);
    });

    it("puts what a passage says as it was typed before the same words apart in keywords and a summary, not before a path that has them all", async () => {
      const scope = [sixthGroup];
      await index.put([
        searchDocument(91, {
          title: "大青树下",
          keywords: ["春天"],
          publishedAtMs: 1_700_000_000_000,
          scope,
          summary: "田野里开满野花",
        }),
        searchDocument(92, {
          title: "教学进度表",
          scope,
          passages: slides(92, "b.xlsx", "第二周 春天的田野 不懂就要问"),
        }),
        searchDocument(93, { title: "第二课", textbookNode: "语文 春天的田野", scope }),
      ]);
      expect(await numbers("春天的田野", { scope })).toEqual([93, 92, 91]);
    });

    it("puts words that stand in one passage before words in several", async () => {
      expect(await numbers("蜜蜂 蜻蜓")).toEqual([10, 9]);
    });

    it("puts words that stand side by side in a title before words that stand apart", async () => {
      expect((await numbers("圆柱体积"))[0]).toBe(11);
    });

    it("lets reuse decide between equals", async () => {
      expect(await numbers("小数加法")).toEqual([14, 13]);
    });

    it("finds by the author's and the campus's name", async () => {
      expect(await numbers("张明 月亮")).toEqual([8]);
      expect(await numbers("河东小学")).toEqual([8]);
    });

    it("tells 8.1 from 8.10", async () => {
      expect(await numbers("8.1 ")).toEqual([15]);
      expect(await numbers("8.10 ")).toEqual([16]);
    });

    it("reads letters and digits that are written in one as two words", async () => {
      expect((await numbers("unit 7 ", { scope: [fifthGroup] }))[0]).toBe(42);
    });

    it("knows singular and plural of an English word", async () => {
      expect(await numbers("animal ")).toEqual([15]);
      expect(await numbers("river ")).toEqual([16]);
    });
  });
}
