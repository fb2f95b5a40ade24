import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marksOf, parseQuery } from "../../server/modules/search/parse-query.ts";
import { parseRequest } from "../../server/modules/search/parse-request.ts";
import { readingsOf } from "../../server/modules/search/pinyin.ts";

const texts = (terms: { text: string }[]) => terms.map((term) => term.text);

describe("a question with alternatives", () => {
  it("keeps a word that has them in one piece, however the dictionary cuts", () => {
    const { terms } = parseQuery("道法宪法", [{ text: "道法", alternatives: ["道德与法治"] }]);
    expect(texts(terms)).toEqual(["道法", "宪法"]);
    expect(terms[0]?.alternatives.map(({ text }) => text)).toEqual(["道德与法治"]);
  });

  it("takes them for Latin words too, whatever their width and case", () => {
    const { terms } = parseQuery("ＰＰＴ", [{ text: "ppt", alternatives: ["课件", ""] }]);
    expect(terms[0]?.alternatives.map(({ text }) => text)).toEqual(["课件"]);
  });

  it("marks them where they are found", () => {
    const query = parseQuery("道法", [{ text: "道法", alternatives: ["道德与法治"] }]);
    expect(texts(marksOf(query))).toEqual(["道法", "道德与法治"]);
  });

  it("knows Unit4 as Unit 4", () => {
    expect(parseQuery("Unit4").terms[0]?.alternatives[0]?.tokens).toEqual(["unit", "4"]);
  });
});

describe("a question with preferences", () => {
  const preferences = [{ field: "grade" as const, keys: ["3"], text: "三年级", weight: 1 }];

  it("has their words as optional ones", () => {
    const { terms, isListing } = parseRequest({ text: "分数", preferences });
    expect(isListing).toBe(false);
    expect(terms.filter((term) => !term.isOptional).map(({ text }) => text)).toEqual(["分数"]);
    expect(terms.some((term) => term.isOptional)).toBe(true);
  });

  it("lists where it is nothing else", () => {
    expect(parseRequest({ text: "", preferences })).toMatchObject({ isListing: true });
    expect(parseRequest({ text: "" })).toMatchObject({ isListing: true, terms: [] });
  });
});

it("whatever is asked and offered instead is read without fault", () => {
  const any = fc.string({
    unit: fc.oneof(fc.constantFrom(...'分数道法 a4"-。'), fc.string({ unit: "binary", maxLength: 1 })),
  });
  fc.assert(
    fc.property(any, any, fc.array(any, { maxLength: 3 }), (text, word, alternatives) => {
      const { terms } = parseRequest({
        text,
        synonyms: [{ text: word, alternatives }],
        preferences: [{ field: "kind", keys: [word], text: word, weight: 1 }],
      });
      for (const term of terms) {
        for (const token of [term.text, ...term.alternatives.flatMap(({ tokens }) => tokens)])
          expect(token).toMatch(/^[\p{L}\p{N}\p{M}.+#]+$/u);
      }
    }),
  );
});

it("a word with a character of several readings is read in each of them", () => {
  const readings = readingsOf("循还").map((syllables) => syllables.join(""));
  expect(readings).toContain("xunhuan");
  expect(readings).toContain("xunhai");
  expect(readingsOf("分数")[0]).toEqual(["fen", "shu"]);
});
