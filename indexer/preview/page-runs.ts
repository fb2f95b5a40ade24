import type { PageRun } from "../../server/modules/resources/index.ts";
import { cleanText } from "../extract/collect-passages.ts";
import { linesOf, type PdfTextItem } from "../extract/pdf-lines.ts";

/** As `pageUnits` of the server, of which a drawing process loads nothing. */
const units = 10_000;

type Matrix = readonly number[];

export interface PageFrame {
  /** Of the page as it is shown, turned as it asks to be, in the unit of `transform`. */
  width: number;
  height: number;
  /** From the file's own coordinates to those of the shown page, whose origin is its upper left corner. */
  transform: Matrix;
}

export interface TextStyle {
  ascent: number;
  descent: number;
  vertical: boolean;
}

export interface PlacedItem extends PdfTextItem {
  fontName: string;
}

/** What fonts of Chinese have, for those that say nothing credible. */
const usual = { ascent: 0.88, descent: -0.12 };

const turned = ([a = 0, b = 0, c = 0, d = 0]: Matrix, [x, y]: readonly [number, number]) =>
  [a * x + c * y, b * x + d * y] as const;

/** The way along the characters and across them, and the lower left corner, in the file's own coordinates. */
function cornersOf({ transform, width, height }: PdfTextItem, style: TextStyle | undefined) {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = transform;
  if (style?.vertical) {
    // Its characters hang below the origin, which lies in their middle.
    const [size, length] = [Math.hypot(a, b) || 1, Math.hypot(c, d) || 1];
    const along = [(-c / length) * height, (-d / length) * height] as const;
    return {
      from: [x - (a / size) * (width / 2), y - (b / size) * (width / 2)] as const,
      along,
      across: [(a / size) * width, (b / size) * width] as const,
    };
  }
  const { ascent, descent } = style ?? usual;
  const up = ascent > 0.3 && ascent < 1.5 ? ascent : usual.ascent;
  const down = descent < 0 && descent > -0.7 ? descent : usual.descent;
  const size = Math.hypot(a, b) || 1;
  return {
    from: [x + c * down, y + d * down] as const,
    along: [(a / size) * width, (b / size) * width] as const,
    across: [c * (up - down), d * (up - down)] as const,
  };
}

/** Where an item stands, in ten-thousandths of the page; null where the file's numbers make no sense. */
function placeOf(item: PdfTextItem, style: TextStyle | undefined, frame: PageFrame) {
  const { from, along, across } = cornersOf(item, style);
  const [, , , , e = 0, f = 0] = frame.transform;
  const share = ([x, y]: readonly [number, number]) =>
    [Math.round((x / frame.width) * units), Math.round((y / frame.height) * units)] as const;
  const [x, y] = turned(frame.transform, from);
  const numbers = [
    ...share([x + e, y + f]),
    ...share(turned(frame.transform, along)),
    ...share(turned(frame.transform, across)),
  ] as const;
  return numbers.every(Number.isSafeInteger) ? numbers : null;
}

/** The runs of a page's text items: what can be read of them as our reader of texts cleans it, and where it stands. */
export function pageRuns(
  items: readonly PlacedItem[],
  styles: Readonly<Record<string, TextStyle>>,
  frame: PageFrame,
  pageWidth: number,
): PageRun[] {
  const runs: PageRun[] = [];
  const pushSpace = () => {
    const last = runs.at(-1)?.[0];
    if (last !== undefined && !/\s$/.test(last)) runs.push([" "]);
  };
  for (const { items: inLine, joint } of linesOf([...items], pageWidth)) {
    for (const item of inLine) {
      const text = cleanText(item.str);
      if (/^\s/.test(item.str)) pushSpace();
      if (text === "") continue;
      const place = placeOf(item, styles[(item as PlacedItem).fontName], frame);
      runs.push(place ? [text, ...place] : [text]);
      if (/\s$/.test(item.str)) pushSpace();
    }
    while (runs.at(-1)?.[0] === " ") runs.pop();
    if (joint !== "") runs.push([joint]);
  }
  return runs;
}
