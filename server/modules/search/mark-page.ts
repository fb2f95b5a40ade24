import { type PageRun, pageUnits } from "../resources/index.ts";
import { highlight, type Mark } from "./highlight.ts";

/** In shares of the page's width and height, from its upper left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Characters as wide as high; all others are taken for half as wide. */
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u;

const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
};

const clamp = (value: number): number => Math.min(Math.max(value, 0), 1);
const round = (value: number): number => Math.round(value * pageUnits) / pageUnits;

/** Round the characters from `start` to `end` of a run; null where they are not on the page, or nobody knows where. */
function boxIn([text, ...place]: PageRun, start: number, end: number): Box | null {
  const [x, y, alongX, alongY, acrossX, acrossY] = place.map((value) => value / pageUnits);
  if (x === undefined || y === undefined || alongX === undefined || alongY === undefined) return null;
  if (acrossX === undefined || acrossY === undefined) return null;
  const whole = widthOf(text) || 1;
  const corners = [widthOf(text.slice(0, start)) / whole, widthOf(text.slice(0, end)) / whole].flatMap(
    (share) => [
      [x + alongX * share, y + alongY * share] as const,
      [x + alongX * share + acrossX, y + alongY * share + acrossY] as const,
    ],
  );
  const across = corners.map(([x]) => clamp(x));
  const down = corners.map(([, y]) => clamp(y));
  const [left, top] = [Math.min(...across), Math.min(...down)];
  const [width, height] = [Math.max(...across) - left, Math.max(...down) - top];
  return width > 0 && height > 0 ? { x: left, y: top, width, height } : null;
}

/** As far apart as runs of one line are that a program has parted within a word. */
const nearby = 0.02;

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

/** Whether two boxes are pieces of one line, whichever way it runs. */
const isOneLine = (one: Box, other: Box): boolean => {
  const down = overlap(one.y, one.height, other.y, other.height);
  const across = overlap(one.x, one.width, other.x, other.width);
  return (
    (down >= Math.min(one.height, other.height) / 2 && across >= -nearby) ||
    (across >= Math.min(one.width, other.width) / 2 && down >= -nearby)
  );
};

const around = (one: Box, other: Box): Box => {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
};

interface PlacedRun {
  run: PageRun;
  /** Of its first and behind its last character in the page's text. */
  start: number;
  end: number;
}

/** One for each line that the words stand in; the first of the runs has the first of the characters. */
function boxesOf(runs: readonly PlacedRun[], first: number, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let index = first; index < runs.length; index += 1) {
    const { run, start, end } = runs[index] as PlacedRun;
    if (start >= to) break;
    const box = boxIn(run, Math.max(from, start) - start, Math.min(to, end) - start);
    const last = boxes.at(-1);
    if (box && last && isOneLine(last, box)) boxes[boxes.length - 1] = around(last, box);
    else if (box) boxes.push(box);
  }
  return boxes.map((box) => ({
    x: round(box.x),
    y: round(box.y),
    width: round(box.width),
    height: round(box.height),
  }));
}

/** Where the marked words stand on a page: for each that is marked in its text, the boxes round it. */
export function markPage(runs: readonly PageRun[], marks: Mark[]): Box[][] {
  const placed: PlacedRun[] = [];
  let text = "";
  for (const run of runs) {
    placed.push({ run, start: text.length, end: text.length + run[0].length });
    text += run[0];
  }
  const found: Box[][] = [];
  let at = 0;
  let first = 0;
  for (const { text: piece, isMatch } of highlight(text, marks)) {
    while ((placed[first]?.end ?? Number.POSITIVE_INFINITY) <= at) first += 1;
    if (isMatch) found.push(boxesOf(placed, first, at, at + piece.length));
    at += piece.length;
  }
  return found.filter((boxes) => boxes.length > 0);
}
