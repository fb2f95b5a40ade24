import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "../../server/modules/search/fold-text.ts";
import { highlight, snippet } from "../../server/modules/search/highlight.ts";
import {
  decodeKey,
  encodeKey,
  encodeToken,
  isAmong,
} from "../../server/modules/search/meilisearch/encode.ts";
import { marksOf, parseQuery } from "../../server/modules/search/parse-query.ts";
import { pinyinOf } from "../../server/modules/search/pinyin.ts";
import { squeeze } from "../../server/modules/search/query-terms.ts";
import { gramsOf, normalizeText, tokensOf } from "../../server/modules/search/segment.ts";
import { hostileQuestions } from "../support/hostile-questions.ts";

/** Any UTF-16, with what breaks tokenizers made likely. */
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({
    unit: fc.constantFrom(...'分数的处理數據８．１ＡbÉé\u0301"-*^:()\ud800\udc00\u0000 😀ﷺ㎡が'.split("")),
  }),
  fc.constantFrom(...hostileQuestions),
);
const alphabet = /^[\p{L}\p{N}\p{M}.+#]+$/u;

describe("normalized text", () => {
  it("is one form for full width, case, accents and traditional characters", () => {
    expect(normalizeText("ＡＢＣ８．１ Café 數據處理 发髮")).toBe("abc8.1 cafe 数据处理 发发");
    expect(normalizeText("e\u0301 が か\u3099")).toBe("e が が");
  });

  it("never throws, is well-formed, and knows where each character came from", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldText(text);
        expect(folded.text).toBe(normalizeText(text));
        expect(folded.text.isWellFormed()).toBe(true);
        expect(folded.origins).toHaveLength(folded.text.length + 1);
        expect(folded.origins.every((at, i) => i === 0 || at >= (folded.origins[i - 1] ?? 0))).toBe(true);
      }),
    );
  });
});

describe("tokens", () => {
  it("are words, the words inside them, single characters, numbers and names", () => {
    expect(tokensOf("待处理的数据")).toEqual(expect.arrayContaining(["待处理", "处理", "的", "数据"]));
    expect(tokensOf("Node.js 8.1，C++ 和 c#；H2O！")).toEqual(
      expect.arrayContaining(["node", "js", "8.1", "c++", "c#", "h2o", "和"]),
    );
  });

  it("are pairs of neighbours, so that any stretch of a title can be asked for", () => {
    expect(gramsOf("加减法 ppt，的")).toEqual(["加减", "减法", "法", "的"]);
  });

  it("hold letters, digits and . + # only, whatever the text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const token of [...tokensOf(text), ...gramsOf(text)]) expect(token).toMatch(alphabet);
      }),
    );
  });

  it("give every stretch of a Han run all its pairs", () => {
    const han = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9f00 }).map((c) => String.fromCharCode(c)),
      minLength: 3,
    });
    fc.assert(
      fc.property(han, fc.nat(), (text, from) => {
        const start = from % (text.length - 2);
        const grams = new Set(gramsOf(text));
        for (const gram of gramsOf(text.slice(start, start + 3)).slice(0, 2))
          expect(grams.has(gram)).toBe(true);
      }),
    );
  });
});

describe("the sound of a title", () => {
  it("reads polyphones by word, from every syllable on", () => {
    expect(pinyinOf("重庆").full).toEqual(["chongqing", "qing"]);
    expect(pinyinOf("长方形").initials).toEqual(["cfx", "fx", "x"]);
    expect(pinyinOf("音乐 绿色").full).toEqual(["yinyue", "yue", "lvse", "luse", "se"]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { full, initials } = pinyinOf(text);
        for (const token of [...full, ...initials]) expect(token).toMatch(/^[a-z]+$/);
      }),
    );
  });
});

describe("a question", () => {
  const words = (text: string) => parseQuery(text).terms.map((term) => term.text);

  it("is read as words, phrases and excluded words", () => {
    const query = parseQuery('分数 "加减法 练习" -宪法 x-ray');
    expect(query.terms.map((term) => term.text)).toEqual(["分数", "加减法", "练习", "x", "ray"]);
    expect(query.phrases.map((phrase) => phrase.text)).toEqual(["加减法练习"]);
    expect(query.excluded.map((phrase) => phrase.text)).toEqual(["宪法"]);
  });

  it("does not insist on small words, unless there is nothing else", () => {
    expect(
      parseQuery("数据的处理")
        .terms.filter((term) => term.isOptional)
        .map((term) => term.text),
    ).toEqual(["的"]);
    expect(parseQuery("的").terms).toMatchObject([{ text: "的", isOptional: false }]);
  });

  it("asks for the parts of a long word", () => {
    expect(words("数据处理")).toEqual(["数据", "处理", "数据处理"]);
  });

  it("is cut to 200 characters and 32 words, and yields nothing that an engine could take for an operator", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { terms, phrases, excluded } = parseQuery(text);
        expect(terms.length).toBeLessThanOrEqual(32);
        const tokens = [
          ...terms.flatMap((term) => [term.text, ...term.grams]),
          ...[...phrases, ...excluded].flatMap((phrase) => phrase.tokens),
        ];
        for (const token of tokens) {
          expect(token).toMatch(alphabet);
          expect(encodeToken(token)).toMatch(/^[a-z0-9]+$/);
        }
      }),
    );
    expect(words("分".repeat(20_000)).join("").length).toBeLessThanOrEqual(200);
  });
});

describe("a key in a Meilisearch filter", () => {
  it("comes back as it was, and has nothing in it that could end it", () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        expect(decodeKey(encodeKey(a))).toBe(a);
        expect(encodeKey(a) === encodeKey(b)).toBe(a === b);
        expect(isAmong("scope", [a, b])).toMatch(/^scope IN \["[a-z0-9_-]*", "[a-z0-9_-]*"\]$/);
      }),
    );
  });
});

describe("marked text", () => {
  const show = (pieces: { text: string; isMatch: boolean }[]) =>
    pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");
  const marks = (text: string) => marksOf(parseQuery(text));

  it("marks words inside words, other forms and only beginnings of Latin words", () => {
    expect(show(highlight("待處理的數據", marks("处理 数据")))).toBe("待[處理]的[數據]");
    expect(show(highlight("ＰＰＴ课件 Café cafeteria decaf", marks("ppt cafe")))).toBe(
      "[ＰＰＴ]课件 [Café] [cafe]teria decaf",
    );
    expect(show(highlight("面积（㎡）", marks("m2")))).toBe("面积（[㎡]）");
  });

  it("shows the densest stretch of a long text on one line", () => {
    const text = `${"前言。".repeat(50)}分数在这里\n${"中间。".repeat(50)}分数的加法和减法练习${"后记。".repeat(50)}`;
    const shown = show(snippet(text, marks("分数 加法 减法")));
    expect(shown).toContain("[分数]的[加法]和[减法]练习");
    expect(shown).toMatch(/^….*…$/);
    expect(shown.length).toBeLessThan(110);
  });

  it("loses and changes nothing, whatever the text and the question", () => {
    fc.assert(
      fc.property(anyText, anyText, (text, question) => {
        const asked = marks(question);
        expect(
          highlight(text, asked)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
        expect(
          snippet(text, asked)
            .map((piece) => piece.text)
            .join("").length,
        ).toBeLessThanOrEqual(90);
        squeeze(text);
      }),
    );
  });
});
