import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ScopeKey, SearchIndex } from "../../server/modules/search/search-index.ts";
import { group, otherGroup, resourceId, searchDocument, searchRequest, slides } from "./search-documents.ts";

const fourthGroup = "unit:44444444-0000-4000-8000-000000000004" as ScopeKey;

/** How every search engine deals with sounds, slips and beginnings. `open` gives an empty index that the suite closes. */
export function describeSearchSlips(name: string, open: () => Promise<SearchIndex>): void {
  describe(name, { timeout: 60_000 }, () => {
    let index: SearchIndex;
    const numbers = async (text: string, scope = [group]) =>
      (await index.search(searchRequest(text, { scope }))).hits.map((hit) => Number(hit.id.slice(-12)));
    const suggested = async (prefix: string, scope = [group]) =>
      (await index.suggest(prefix, scope, 8)).map(({ kind, text }) => `${kind} ${text}`);
    const spelled = async (word: string, scope = [group]) =>
      (await index.spellings(word, scope, 3)).map(({ text }) => text);

    beforeAll(async () => {
      index = await open();
      await index.put([
        searchDocument(1, {
          title: "分数的初步认识",
          lesson: { id: "lesson-1", title: "几分之一" },
          author: "person-1",
          authorName: "李老师",
          campus: "campus-1" as never,
          campusName: "河东小学",
          reuseCount: 3,
        }),
        searchDocument(2, {
          title: "重庆的绿色音乐",
          author: "person-2",
          authorName: "吕静",
          campus: "campus-2" as never,
          campusName: "长征小学",
        }),
        searchDocument(3, {
          title: "Fraction games",
          author: "person-3",
          authorName: "王伟",
          campus: "campus-2" as never,
          campusName: "长征小学",
          passages: slides(3, "a.pptx", "A caterpillar eats leaves"),
        }),
        searchDocument(4, { title: "圆的面积", author: "person-3", authorName: "王伟" }),
        searchDocument(5, {
          title: "枫树下的隐秘 Submarine",
          scope: [otherGroup],
          lesson: { id: "lesson-9", title: "潜水艇" },
          author: "person-9",
          authorName: "钱学海",
          campusName: "秘密校区",
        }),
        searchDocument(6, {
          title: "校园通知",
          author: "person-3",
          authorName: "王伟",
          passages: slides(6, "b.pptx", "fenshu is pinyin"),
        }),
        ...[
          { title: "角的认识 初步", summary: "份数与分数" },
          { title: "份数练习", textbookNode: "数学 分数的初步认识" },
          { title: "《分数的初步认识》课件" },
          { title: "认识人民币" },
          { title: "圆的认识" },
          { title: "认识角 练习与复习" },
          { title: "秋天的雨", passages: slides(46, "c.pptx", "小河里有秋天的鱼") },
          {
            title: "第五单元 第一课时",
            lesson: { id: "lesson-47", title: "梯形的面积" },
            textbookNode: "数学 梯形的面积",
          },
        ].map((fields, i) => searchDocument(40 + i, { ...fields, scope: [fourthGroup] })),
      ]);
    }, 60_000);
    afterAll(() => index.close());

    it("finds a title by syllables and by initials, together, apart and beside written words", async () => {
      expect(await numbers("fenshude")).toEqual([1]);
      expect(await numbers("fen shu de")).toEqual([1]);
      expect(await numbers("fsdcb")).toEqual([1]);
      expect(await numbers("f s d c b")).toEqual([1]);
      expect(await numbers("认识 fenshude")).toEqual([1]);
      expect(await numbers("chongqing")).toEqual([2]);
      expect(await numbers("lvseyinyue")).toEqual([2]);
      expect(await numbers("luseyinyue")).toEqual([2]);
    });

    it("finds by the sound of a lesson", async () => {
      expect(await numbers("jifenzhiyi")).toEqual([1]);
      expect(await numbers("jfzy")).toEqual([1]);
    });

    it("puts what is written before what only sounds so", async () => {
      expect(await numbers("fenshu")).toEqual([6, 1]);
    });

    it("finds a word that was written with a character of the same sound", async () => {
      expect(await numbers("分树")).toEqual([1]);
      expect(await numbers("园的面积")).toEqual([4]);
    });

    it("takes a name for one that sounds the same, though each of its words is a word in scope", async () => {
      const found = await index.search(searchRequest("份数的初步认识", { scope: [fourthGroup] }));
      expect(found.hits[0]?.id).toBe(resourceId(42));
      expect(found).toMatchObject({ isPartial: false, misspelled: ["份数的初步认识"] });
      expect(await spelled("份数的初步认识", [fourthGroup])).toEqual(["分数的初步认识"]);
    });

    it("hears a name by its lesson, and beside another word", async () => {
      expect((await numbers("园的认识", [fourthGroup]))[0]).toBe(44);
      for (const text of ["园的认识练习", "复习园的认识", "园的认识 作业"]) {
        const { misspelled } = await index.search(searchRequest(text, { scope: [fourthGroup] }));
        expect(misspelled).toEqual(["园的认识"]);
      }
      expect((await numbers("提形的面积", [fourthGroup]))[0]).toBe(47);
      expect(await spelled("提形的面积", [fourthGroup])).toEqual(["梯形的面积"]);
    });

    it("takes no name for another that somebody in scope has written", async () => {
      const ask = async (text: string) => index.search(searchRequest(text, { scope: [fourthGroup] }));
      expect((await ask("角的认识")).misspelled).toEqual([]);
      expect((await ask("觉的认识")).misspelled).toEqual(["觉的认识"]);
      expect((await ask("秋天的鱼")).misspelled).toEqual([]);
      expect((await ask("“份数的初步认识”")).misspelled).toEqual([]);
      expect(await index.search(searchRequest("份数的初步认识", { scope: [otherGroup] }))).toMatchObject({
        hits: [],
        misspelled: [],
      });
    });

    it("finds a Latin word with one letter too few, too many, wrong or swapped", async () => {
      for (const word of ["fration", "fracction", "frection", "fraciton"]) {
        expect(await numbers(`${word} `)).toEqual([3]);
      }
      expect(await numbers("caterpilar ")).toEqual([3]);
    });

    it("leaves slips out of what is written right", async () => {
      expect(await numbers("面积")).toEqual([4]);
    });

    it("knows nothing of what only others have", async () => {
      for (const text of ["风树", "fengshuxia", "submarin ", "submarine", "qianshuiting", "yinmi"]) {
        expect(await numbers(text)).toEqual([]);
        expect(await numbers(text, [otherGroup])).toEqual([5]);
      }
      for (const text of ["枫", "fengshu", "潜水", "qst", "钱", "qxh", "秘密", "mmxq"]) {
        expect(await suggested(text)).toEqual([]);
        expect(await suggested(text, [otherGroup])).not.toEqual([]);
      }
      for (const text of ["风树", "submarin"]) {
        expect(await spelled(text)).toEqual([]);
        expect(await spelled(text, [otherGroup])).toHaveLength(1);
      }
    });

    it("suggests lessons, people and campuses, by characters and by sound", async () => {
      for (const typed of ["几分", "分之", "jifen", "jfzy"])
        expect(await suggested(typed)).toContain("lesson 几分之一");
      for (const typed of ["李", "老师", "lilao", "lls"])
        expect(await suggested(typed)).toContain("author 李老师");
      for (const typed of ["lvjing", "lujing", "吕"]) expect(await suggested(typed)).toContain("author 吕静");
      for (const typed of ["长征", "changzheng", "czxx"])
        expect(await suggested(typed)).toEqual(["campus 长征小学"]);
    });

    it("names a document in scope for each suggestion, and the key of what it names", async () => {
      expect(await index.suggest("李老", [group], 8)).toEqual([
        { kind: "author", text: "李老师", key: "person-1", resourceId: resourceId(1) },
      ]);
      expect(await index.suggest("几分之一", [group], 8)).toEqual([
        { kind: "lesson", text: "几分之一", key: "lesson-1", resourceId: resourceId(1) },
      ]);
    });

    it("suggests and spells without what is excluded, and with what others vouch for", async () => {
      const excluding = async (typed: string, exclude: number[]) =>
        (await index.suggest(typed, [group], 8, exclude.map(resourceId))).map(({ resourceId }) => resourceId);
      const witnesses = await excluding("李老", []);
      expect(witnesses).toEqual([resourceId(1)]);
      expect(await excluding("李老", [1])).not.toContain(resourceId(1));
      expect(await excluding("李老", [1, 2, 3, 4, 5, 99])).toEqual([]);
      const [meant] = await index.spellings("分树", [group], 3);
      expect(meant?.resourceId).toBe(resourceId(1));
      const others = await index.spellings("分树", [group], 3, [resourceId(1)]);
      expect(others.map((one) => one.resourceId)).not.toContain(resourceId(1));
      expect(await index.spellings("fration", [group], 3, [resourceId(3)])).toEqual([]);
    });

    it("says which words of titles may have been meant", async () => {
      expect(await index.spellings("分树", [group], 3)).toEqual([
        { text: "分数", resourceId: resourceId(1) },
      ]);
      expect(await spelled("园的面积")).toEqual(["圆的面积"]);
      expect(await index.spellings("fration", [group], 3)).toEqual([
        { text: "fraction", resourceId: resourceId(3) },
      ]);
      expect(await spelled("")).toEqual([]);
      expect(await spelled("恐龙")).toEqual([]);
    });

    it("tells which words it took for others", async () => {
      const taken = async (text: string, scope = [group]) =>
        (await index.search(searchRequest(text, { scope }))).misspelled;
      expect(await taken("分树")).toEqual(["分树"]);
      expect(await taken("fration ")).toEqual(["fration"]);
      for (const text of ["分数", "fenshu", "恐龙", "风树", ""]) expect(await taken(text)).toEqual([]);
      expect(await taken("风树", [otherGroup])).toEqual(["风树"]);
    });

    it("forgets suggestions and spellings with the last document that has them", async () => {
      await index.put([searchDocument(20, { title: "恐龙世界", authorName: "孔明", author: "person-20" })]);
      expect(await suggested("恐龙")).toEqual(["title 恐龙世界"]);
      expect(await suggested("孔")).toEqual(["author 孔明"]);
      await index.remove([resourceId(20)]);
      for (const typed of ["恐龙", "孔", "konglong", "kongming"]) expect(await suggested(typed)).toEqual([]);
      expect(await spelled("空龙")).toEqual([]);
    });
  });
}
