import { createCanvas } from "@napi-rs/canvas";
import sharp from "sharp";
import type { PageRun } from "../../server/modules/resources/index.ts";
import { defaultLimits, type ExtractReason } from "../extract/extract-result.ts";
import { extractText } from "../extract/extract-text.ts";
import { prepareFonts } from "./chinese-fonts.ts";
import { encodePictures, sides } from "./encode-pictures.ts";
import { type LaidLine, layOutText, type WidthOf } from "./lay-out-text.ts";
import { type PageListener, type PreviewReason, Undrawable } from "./preview-result.ts";

/** A4 upright in pixels, with text of 12 points. */
const height = sides.at(-1) as number;
const width = Math.round(height / Math.SQRT2);
const margin = Math.round(width / 9);
const fontSize = Math.round(height / 70);
const leading = fontSize * 1.6;
const linesPerPage = Math.floor((height - 2 * margin) / leading);

/** Enough to see what it is; the page shows such a file's whole text beside. */
const mostPages = 20;
const mostCharacters = 500_000;

const reasonOf = (reason: ExtractReason): PreviewReason => (reason === "scanned" ? "empty" : reason);

const baselineOf = (line: number): number => margin + leading * line + fontSize;

/** Where the words of a page's lines stand. */
function runsOf(lines: LaidLine[], widthOf: WidthOf): PageRun[] {
  const share = (pixels: number, of: number) => Math.round((pixels / of) * 10_000);
  return lines.flatMap(({ text, joint }, index): PageRun[] => {
    let length = 0;
    for (const character of text) length += widthOf(character);
    const place = [share(margin, width), share(baselineOf(index) + fontSize * 0.15, height)] as const;
    const run: PageRun = [text, ...place, share(length, width), 0, 0, -share(fontSize * 1.05, height)];
    const between: PageRun[] = joint === "" ? [] : [[joint]];
    return text === "" ? between : [run, ...between];
  });
}

/** One sheet for all pages. The canvas is asked for its context each time: held alone, that outlives it and crashes. */
function takeSheet(font: string) {
  const canvas = createCanvas(width, height);
  const pen = () => {
    const context = canvas.getContext("2d");
    context.font = font;
    return context;
  };
  const widths = new Map<string, number>();
  return {
    widthOf(character: string): number {
      const known = widths.get(character) ?? pen().measureText(character).width;
      widths.set(character, known);
      return known;
    },
    draw(lines: LaidLine[]) {
      const context = pen();
      context.fillStyle = "#ffffff";
      context.fillRect(0, 0, width, height);
      context.fillStyle = "#000000";
      for (const [index, { text }] of lines.entries()) context.fillText(text, margin, baselineOf(index));
      return sharp(canvas.data(), { raw: { width, height, channels: 4 } });
    },
  };
}

/**
 * Draws the words of a text, a web page or a book as our own reader finds them, so that nothing in the file is run or
 * fetched; `onPage` may hold the next page back, and what is told of its words comes after it. Answers how many pages it would have, null where it is longer than
 * was read. Throws Undrawable.
 */
export async function drawText(
  { path, mediaType }: { path: string; mediaType: string },
  { onPage, onWords }: PageListener,
): Promise<number | null> {
  const limits = { ...defaultLimits, maxCharacters: mostCharacters };
  const text = await extractText({ path, mediaType, fileName: "", limits });
  if (text.status !== "ready") throw new Undrawable(reasonOf(text.reason), text.detail);
  const family = prepareFonts();
  const font = `${fontSize}px ${family ? `"${family}", ` : ""}sans-serif`;
  const sheet = takeSheet(font);
  const lines = text.passages.flatMap((passage) => passage.text.split("\n"));
  let page = 0;
  const layout = { maxWidth: width - 2 * margin, linesPerPage, widthOf: sheet.widthOf };
  for (const shown of layOutText(lines, layout)) {
    page += 1;
    if (page > mostPages) continue;
    await onPage({ page, ...(await encodePictures(sheet.draw(shown))) });
    onWords({ page, runs: runsOf(shown, sheet.widthOf) });
  }
  return text.isTruncated ? null : page;
}
