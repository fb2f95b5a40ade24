import fc from "fast-check";
import { expect, test } from "vitest";
import { currentMark, marksOn, nextMark } from "../../web/features/resource/page-marks.ts";
import {
  actOfKey,
  nextState,
  openedAt,
  shownWidth,
  type ViewerAct,
  type ViewerState,
} from "../../web/features/resource/viewer-state.ts";

const start: ViewerState = { place: 0, zoom: 1, isFull: false, missing: null };
const press = (keys: string[], count: number, state = start): ViewerState =>
  keys.reduce((now, key) => {
    const act = actOfKey(key, now);
    return act ? nextState(now, act, count) : now;
  }, state);

test("keys turn pages, and stop at the ends", () => {
  expect(press(["ArrowRight", "PageDown"], 5).place).toBe(2);
  expect(press(["End", "ArrowRight"], 5).place).toBe(4);
  expect(press(["End", "Home", "PageUp"], 5).place).toBe(0);
});

test("keys enlarge and reduce, and 0 fits the page again", () => {
  expect(press(["+", "=", "+"], 1).zoom).toBe(2);
  expect(press(["-", "-", "-"], 1).zoom).toBe(0.5);
  expect(press(["+", "0"], 1).zoom).toBe(1);
});

test("F takes the whole screen and gives it back, as Escape does, each at a fitting size", () => {
  expect(press(["+", "f"], 3)).toEqual({ ...start, isFull: true });
  expect(press(["f", "+", "Escape"], 3)).toEqual(start);
  expect(press(["F", "F"], 3)).toEqual(start);
});

test("up, down and space turn pages on the whole screen only, and scroll a page that is larger than it", () => {
  expect(press(["ArrowDown", " "], 5).place).toBe(0);
  expect(press(["f", "ArrowDown", " ", "ArrowUp"], 5).place).toBe(1);
  expect(press(["f", "+", "ArrowDown"], 5).place).toBe(0);
});

test("whatever is pressed, a page that is there is shown at one of the sizes", () => {
  const keys = fc.constantFrom("ArrowLeft", "ArrowRight", "Home", "End", "+", "-", "0", "f", "Escape", "x");
  fc.assert(
    fc.property(fc.array(keys), fc.integer({ min: 1, max: 9 }), (pressed, count) => {
      const { place, zoom } = press(pressed, count);
      return place >= 0 && place < count && zoom >= 0.5 && zoom <= 4;
    }),
  );
  const far: ViewerAct = { act: "go", place: 99 };
  expect(nextState(start, far, 3).place).toBe(2);
});

test("a page is as wide as its frame, on the whole screen as large as it fits, a small picture no wider than it is", () => {
  const page = { width: 1357, height: 1920 };
  expect(shownWidth(page, { width: 700, height: 500 }, start)).toBe(700);
  expect(shownWidth(page, { width: 1280, height: 960 }, { ...start, isFull: true })).toBe(678);
  expect(shownWidth({ width: 400, height: 300 }, { width: 700, height: 500 }, start)).toBe(400);
  expect(shownWidth(page, { width: 700, height: 500 }, { ...start, zoom: 2 })).toBe(1400);
});

test("opens at the page asked for; one beyond the pictures is told, until another is gone to", () => {
  const pages = [{ page: 1 }, { page: 2 }, { page: 3 }];
  expect(openedAt(pages, 2)).toEqual({ ...start, place: 1 });
  expect(openedAt(pages, null)).toEqual(start);
  const beyond = openedAt(pages, 140);
  expect(beyond).toEqual({ ...start, place: 2, missing: 140 });
  expect(nextState(beyond, { act: "previous" }, 3)).toEqual({ ...start, place: 1 });
  expect(nextState(start, { act: "miss", page: 4 }, 3)).toEqual({ ...start, missing: 4 });
});

const box = { x: 0, y: 0, width: 0.1, height: 0.1 };
const onPages = (...pages: number[]) => pages.map((page, number) => ({ number, page, boxes: [box] }));

test("only marks on pages that have pictures are gone through", () => {
  const items = [
    { page: 2, marks: [[box], [box]] },
    { page: 9, marks: [[box]] },
  ];
  expect(marksOn([{ page: 1 }, { page: 2 }], { items })).toEqual(onPages(2, 2));
  expect(marksOn([{ page: 1 }], undefined)).toEqual([]);
});

test("the mark that was gone to is the current one while its page is shown, else the page's first", () => {
  const marks = onPages(2, 2, 5);
  expect(currentMark(marks, 1, 2)).toBe(1);
  expect(currentMark(marks, 1, 5)).toBe(2);
  expect(currentMark(marks, null, 2)).toBe(0);
  expect(currentMark(marks, 1, 3)).toBe(-1);
});

test("from mark to mark it goes round; from a page without one, to the nearest", () => {
  const marks = onPages(2, 2, 5);
  expect([nextMark(marks, 2, 5, 1), nextMark(marks, 0, 2, -1)]).toEqual([0, 2]);
  expect([nextMark(marks, -1, 3, 1), nextMark(marks, -1, 3, -1)]).toEqual([2, 1]);
  expect([nextMark(marks, -1, 7, 1), nextMark(marks, -1, 1, -1)]).toEqual([0, 2]);
});
