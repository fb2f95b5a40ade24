import { type PageRun, pageUnits } from "../../server/modules/resources/index.ts";
import { cleanText } from "../extract/collect-passages.ts";

/** Of 100, as tesseract rates each word; below it more are wrong than right. */
const sureEnough = 50;
/** Of a page with less than this share of sure words, what is left is chance: a drawing, a crooked scan, handwriting. */
const leastShare = 0.5;

/** Of a page of a newspaper, as of the words that are drawn with a page; runs count the spaces between words. */
const mostCharacters = 20_000;
const mostRuns = 8000;

/** Recognition parts Chinese characters and their punctuation by spaces. */
const chinese = "[\\p{Script=Han}\\u3000-\\u303f\\uff00-\\uffef“”‘’]";
const endsChinese = new RegExp(`${chinese}$`, "u");
const startsChinese = new RegExp(`^${chinese}`, "u");

const isSpaceBetween = (one: string, other: string): boolean =>
  !(endsChinese.test(one) && startsChinese.test(other));

/**
 * The words of a page from tesseract's table (its `tsv` form: level, page, block, paragraph, line, word; left, top, width and
 * height in pixels; confidence, text), line by line, with where they stand; none where too little of the page is sure. What is
 * more than a page can hold is left out.
 */
export function readWords(table: string): PageRun[] {
  const runs: PageRun[] = [];
  let [sure, all] = [0, 0];
  let [width, height] = [0, 0];
  let lineOf = "";
  let room = mostCharacters;
  for (const row of table.split("\n").slice(1)) {
    const cells = row.split("\t");
    const [left = 0, top = 0, wide = 0, high = 0] = cells.slice(6, 10).map(Number);
    if (cells[0] === "1") [width, height] = [wide, high];
    const text = cleanText((cells[11] ?? "").slice(0, room));
    if (cells[0] !== "5" || text === "") continue;
    all += text.length;
    if (!(Number(cells[10]) >= sureEnough)) continue;
    sure += text.length;
    room -= text.length;
    const line = cells.slice(2, 5).join(" ");
    const last = runs.at(-1)?.[0];
    if (last !== undefined && line !== lineOf) runs.push(["\n"]);
    else if (last !== undefined && isSpaceBetween(last, text)) runs.push([" "]);
    lineOf = line;
    const place = [left / width, (top + high) / height, wide / width, 0, 0, -high / height].map((share) =>
      Math.round(share * pageUnits),
    );
    runs.push(place.every(Number.isSafeInteger) ? ([text, ...place] as PageRun) : [text]);
    if (room <= 0 || runs.length >= mostRuns) break;
  }
  return sure < all * leastShare ? [] : runs;
}
