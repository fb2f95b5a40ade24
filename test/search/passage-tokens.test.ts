import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partsOfMixed } from "../../server/modules/search/document-terms.ts";
import { passageTokensOf } from "../../server/modules/search/embedded/passage-tokens.ts";
import { hashToken } from "../../server/modules/search/embedded/signature.ts";
import { gramsOfPieces, normalizeText, piecesOf } from "../../server/modules/search/segment.ts";

const expected = (text: string) => {
  const pieces = piecesOf(normalizeText(text));
  const words = pieces.filter(({ isHan }) => !isHan).map((one) => one.text);
  return new Set([...gramsOfPieces(pieces), ...words.flatMap((word) => [word, ...partsOfMixed(word)])]);
};

describe("the tokens of passages", () => {
  it("are the pairs of Han runs, their last characters and the words of other scripts", () => {
    const { tokens } = passageTokensOf([{ text: "分数3.5的Fraction，人々和〇" }]);
    expect([...tokens].sort()).toEqual(
      ["分数", "数", "3.5", "的", "fraction", "人々", "々和", "和〇", "〇"].sort(),
    );
  });

  it("keep C# and C++ whole before Chinese too", () => {
    const { tokens } = passageTokensOf([{ text: "C++程序和c#语言" }]);
    expect([...tokens]).toEqual(expect.arrayContaining(["c++", "c#"]));
  });

  it("are cut as other texts are, whatever those hold", () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(..."分数的初步8.1a c+#々〇𠮷䷀，\u{1f600}繁體é"),
        fc.string({ unit: "binary", maxLength: 1 }),
      ),
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
        const { tokens, hashes } = passageTokensOf(texts.map((one) => ({ text: one })));
        expect(tokens).toEqual(new Set(texts.flatMap((one) => [...expected(one)])));
        texts.forEach((one, i) => {
          const own = [...new Set([...expected(one)].map(hashToken))].sort((a, b) => a - b);
          expect([...(hashes[i] ?? [])]).toEqual(own);
        });
      }),
    );
  });
});
