import fc from "fast-check";
import { expect, test } from "vitest";
import type { PageRun } from "../../server/modules/resources/index.ts";
import { markPage } from "../../server/modules/search/mark-page.ts";

const han = (...words: string[]) => words.map((text) => ({ text, isHan: true }));

/** A line that begins at 0.1, 0.2 from the top, and whose characters are 0.05 wide and 0.02 high. */
const line = (text: string, from = 1000, bottom = 2000): PageRun => [
  text,
  from,
  bottom,
  500 * text.length,
  0,
  0,
  -200,
];

test("a word within a line has a box as wide as its share of the characters", () => {
  expect(markPage([line("我爱圆明园的秋天")], han("圆明园"))).toEqual([
    [{ x: 0.2, y: 0.18, width: 0.15, height: 0.02 }],
  ]);
});

test("letters and figures are taken for half as wide as Chinese characters", () => {
  const run: PageRun = ["第12课 春天", 0, 1000, 6000, 0, 0, -100];
  const [box] = markPage([run], han("春天")).flat();
  // Of eleven halves, the word has the last four.
  expect(box?.x).toBeCloseTo((0.6 * 7) / 11, 3);
  expect(box?.width).toBeCloseTo((0.6 * 4) / 11, 3);
});

test("a word that the end of a line tears has a box in each line", () => {
  const runs: PageRun[] = [line("今天我们去圆", 6000), line("明园", 1000, 2500), ["\n"]];
  expect(markPage(runs, han("圆明园"))).toEqual([
    [
      { x: 0.85, y: 0.18, width: 0.05, height: 0.02 },
      { x: 0.1, y: 0.23, width: 0.1, height: 0.02 },
    ],
  ]);
});

test("lines that do not run on are not one word", () => {
  expect(markPage([line("圆明"), ["\n"], line("园")], han("圆明园"))).toEqual([]);
});

test("what a program has parted within a line is one box, and two places are two marks", () => {
  const runs: PageRun[] = [line("圆"), line("明", 1500), line("园和圆明园", 2000)];
  expect(markPage(runs, han("圆明园"))).toEqual([
    [{ x: 0.1, y: 0.18, width: 0.15, height: 0.02 }],
    [{ x: 0.3, y: 0.18, width: 0.15, height: 0.02 }],
  ]);
});

test.each<[string, PageRun, object]>([
  ["down the page", ["春夏秋冬", 5000, 1000, 0, 4000, 500, 0], { x: 0.5, y: 0.3, width: 0.05, height: 0.1 }],
  ["up the page", ["春夏秋冬", 5000, 9000, 0, -4000, -500, 0], { x: 0.45, y: 0.6, width: 0.05, height: 0.1 }],
  ["upside down", ["春夏秋冬", 9000, 1000, -4000, 0, 0, 200], { x: 0.6, y: 0.1, width: 0.1, height: 0.02 }],
  [
    "aslant",
    ["春夏秋冬", 1000, 9000, 4000, -4000, -200, -200],
    { x: 0.28, y: 0.58, width: 0.12, height: 0.12 },
  ],
])("a line that runs %s is marked there", (_, run, box) => {
  expect(markPage([run], han("秋"))).toEqual([[box]]);
});

test("what lies off the page is not marked, and what reaches out of it is cut off", () => {
  expect(markPage([line("圆明园", 12_000)], han("圆明园"))).toEqual([]);
  expect(markPage([line("圆明园", 9500)], han("圆明园"))).toEqual([
    [{ x: 0.95, y: 0.18, width: 0.05, height: 0.02 }],
  ]);
});

test("whatever a file says of places, boxes lie on the page, and there is one mark at most for each match", () => {
  const number = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const place = fc.tuple(number, number, number, number, number, number);
  const text = fc.string({
    unit: fc.constantFrom("课", "文", "a", "𠮷", " ", "\n"),
    minLength: 1,
    maxLength: 6,
  });
  const run = fc.oneof(
    text.map((text): PageRun => [text]),
    fc.tuple(text, place).map(([text, place]): PageRun => [text, ...place]),
  );
  fc.assert(
    fc.property(fc.array(run, { maxLength: 12 }), (runs) => {
      const found = markPage(runs, han("课文"));
      const whole = runs.map(([text]) => text).join("");
      expect(found.length).toBeLessThanOrEqual(whole.split("课文").length - 1);
      for (const { x, y, width, height } of found.flat()) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1.000_101);
      }
    }),
  );
});
