import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gatherSynonyms, synonymsOf } from "../../server/modules/search/synonyms.ts";
import { seedTermsWithAttributes } from "./lexicons.ts";

const words = gatherSynonyms(
  [
    ["练习", "习题", "作业"],
    ["诗词", "诗歌"],
    ["古诗词", "古诗"],
    ["乘法口诀", "九九乘法表"],
    ["PPT", "课件"],
  ],
  seedTermsWithAttributes,
);
const read = (text: string) =>
  synonymsOf(text, words).map((one) => `${one.text}=${one.alternatives.join(",")}`);

describe("words that may be written otherwise", () => {
  test("are found wherever they stand, the longer one first", () => {
    expect(read("分数练习")).toEqual(["练习=习题,作业"]);
    expect(read("古诗词")).toEqual(["古诗词=古诗"]);
    expect(read("背九九乘法表")).toEqual(["九九乘法表=乘法口诀"]);
  });

  test("are found in whatever script and width they are written", () => {
    expect(read("分數練習")).toEqual(["练习=习题,作业"]);
    expect(read("ＰＰＴ 分数")[0]).toMatch(/^ppt=课件/);
  });

  test("also come from the vocabulary's names", () => {
    expect(read("道法")).toEqual(["道法=道德与法治"]);
    expect(read("部编 观潮")[0]).toContain("统编");
  });

  test("are left alone in phrases, in what is excluded, and inside longer words", () => {
    expect(read('"分数练习"')).toEqual([]);
    expect(read("分数 -练习")).toEqual([]);
    expect(read("练习册")).toEqual([]);
    expect(read("apptitude")).toEqual([]);
  });

  test("of any string are read alike each time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (text) => {
        expect(synonymsOf(text, words)).toEqual(synonymsOf(text, words));
      }),
    );
    expect(synonymsOf("练习 ".repeat(5000), words)).toHaveLength(1);
  });
});
