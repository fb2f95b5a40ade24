import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listFieldWords } from "../../scripts/generate-dictionary.ts";
import { chooseWords } from "../../server/modules/search/dictionary/choose-words.ts";
import { parseQuery } from "../../server/modules/search/parse-query.ts";
import { cutRun, tokensOf } from "../../server/modules/search/segment.ts";

const storedWords = () =>
  readFile(new URL("../../server/modules/search/dictionary/field-words.txt", import.meta.url), "utf8");

describe("the dictionary of the field", () => {
  test("is what the vocabulary yields: after a change of that, npm run generate", async () => {
    expect(await storedWords()).toBe(listFieldWords());
  });

  test.each([
    ["走月亮教学设计", "走月亮"],
    ["少年闰土课件", "少年闰土"],
    ["语文园地三", "语文园地"],
    ["道法宪法", "道法"],
    ["信技课", "信技"],
    ["鸽巢问题练习", "鸽巢问题"],
    ["古诗山行", "山行"],
  ])("reads %s with the word %s", (text, word) => {
    expect(cutRun(text)).toContain(word);
    expect(tokensOf(text)).toContain(word);
  });

  test("leaves other words whole", () => {
    expect(cutRun("人教师的真好意")).not.toContain("人教");
    expect(cutRun("观察叶子")).toEqual(["观察", "叶子"]);
    expect(cutRun("一小时有六十分")).not.toContain("一小");
  });

  test("takes names from titles, no phrases and no pieces of them", () => {
    const words = chooseWords({
      terms: [],
      titles: [
        "第一单元 认识东、南、西、北",
        "鸟的天堂",
        "古诗三首（山行、夜书所见）",
        "1格表示5个单位",
        "走月亮",
      ],
    }).map((line) => line.split(" ")[0]);
    expect(words).toEqual(expect.arrayContaining(["山行", "夜书所见", "走月亮"]));
    for (const piece of ["认识东", "鸟的天堂", "格表示", "个单位"]) expect(words).not.toContain(piece);
  });
});

describe("any string", () => {
  const piece = fc.constantFrom(
    "三上",
    "数学",
    '"',
    "-",
    "“",
    " ",
    "NEAR",
    "*",
    "^",
    ":",
    "(",
    "\ud800",
    "\udc00",
    "\u0000",
    "\u202e",
    "的",
    "8.1",
    "走月亮",
    "c++",
    "é",
  );
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join("")),
    fc.array(piece, { minLength: 5000, maxLength: 5000 }).map((pieces) => pieces.join("")),
  );

  test("is cut and read alike each time, into words that no engine takes for an operator", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const tokens = tokensOf(text);
        expect(tokensOf(text)).toEqual(tokens);
        const query = parseQuery(text);
        expect(parseQuery(text)).toEqual(query);
        for (const token of [...tokens, ...query.terms.map((term) => term.text)]) {
          expect(token).toMatch(/^[\p{L}\p{N}\p{M}.+#]+$/u);
          expect(token.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
