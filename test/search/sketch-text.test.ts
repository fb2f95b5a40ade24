import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sketchText, type TextSketch } from "../../server/modules/search/index.ts";
import { lessonSentences } from "../support/lesson-sentences.ts";

const sketchOf = (text: string | string[]): TextSketch => {
  const sketch = sketchText([text].flat());
  if (!sketch) throw new Error("too short for a sketch");
  return sketch;
};

const estimate = (one: TextSketch, other: TextSketch): number =>
  one.minima.filter((least, i) => least === other.minima[i]).length / one.minima.length;

const sharesBand = (one: TextSketch, other: TextSketch): boolean =>
  one.bands.some((band) => other.bands.includes(band));

const text = lessonSentences(1, 60);

describe("the sketch of a text", () => {
  test("is the same however the text is broken into lines and parts, written in full width or traditional characters", () => {
    const sketch = sketchOf(text.join(""));
    const written = text.join("");
    const broken = [...written].map((char, i) => (i % 17 === 16 ? `${char}\n` : char)).join("");
    expect(sketchOf(broken)).toEqual(sketch);
    expect(sketchOf(text)).toEqual(sketch);
    expect(sketchOf(written.replaceAll("学生", "學生").replaceAll("，", ","))).toEqual(sketch);
  });

  test("tells how much two texts have in common", () => {
    const sketch = sketchOf(text.join(""));
    const others = lessonSentences(2, 60);
    const withOthers = (share: number) =>
      sketchOf(text.map((one, i) => (i < 60 * share ? others[i] : one)).join(""));
    const alike = [0, 0.1, 0.2, 0.5, 1].map((share) => estimate(sketch, withOthers(share)));
    expect(alike).toEqual([...alike].sort((a, b) => b - a));
    expect(alike[0]).toBe(1);
    // Of ten sentences one replaced: nine in common, of eleven.
    expect(Math.abs((alike[1] as number) - 9 / 11)).toBeLessThan(0.12);
    expect(alike[4]).toBeLessThan(0.5);
    expect(sharesBand(sketch, withOthers(0.1))).toBe(true);
  });

  test("there is none of a few words, and of what has no words", () => {
    for (const short of [
      "",
      "姓名 班级 得分",
      "《草船借箭》教学设计 三小校区 张老师",
      "！？…".repeat(500),
      "好".repeat(3000),
    ])
      expect(sketchText([short])).toBeNull();
  });

  test("a book is sketched by its first part", () => {
    const book = lessonSentences(3, 30_000).join("");
    expect(book.length).toBeGreaterThan(400_000);
    expect(sketchOf(`${book}${lessonSentences(4, 2000).join("")}`)).toEqual(sketchOf(book));
  });

  test("can be made of any text, and holds 32 bits each", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (parts) => {
        const sketch = sketchText([...parts, ...text]);
        for (const number of [...(sketch?.minima ?? []), ...(sketch?.bands ?? [])])
          expect(number | 0).toBe(number);
        expect([sketch?.minima.length, sketch?.bands.length]).toEqual([128, 32]);
      }),
      { numRuns: 20 },
    );
  });
});
