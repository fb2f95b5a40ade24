import { createCanvas } from "@napi-rs/canvas";
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import sharp from "sharp";
import { Unreadable } from "../extract/extract-result.ts";
import { openPdf } from "../extract/open-pdf.ts";
import { prepareFonts } from "./chinese-fonts.ts";
import { encodePictures, sides } from "./encode-pictures.ts";
import { type DrawnPage, type PreviewLimits, Undrawable } from "./preview-result.ts";

const longest = sides.at(-1) as number;
/** A strip of a page may be longer than wide without end; what it is drawn on may not. */
const shortest = 1;

async function drawPage(document: pdfjs.PDFDocumentProxy, number: number): Promise<DrawnPage> {
  const page = await document.getPage(number);
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: longest / Math.max(natural.width, natural.height) });
  const width = Math.max(shortest, Math.round(viewport.width));
  const height = Math.max(shortest, Math.round(viewport.height));
  const canvas = createCanvas(width, height);
  const onto = canvas as unknown as HTMLCanvasElement;
  await page.render({ canvas: onto, viewport, background: "#ffffff" }).promise;
  page.cleanup();
  const pixels = sharp(canvas.data(), { raw: { width, height, channels: 4 } });
  return { page: number, ...(await encodePictures(pixels)) };
}

/**
 * Draws the pages from `firstPage` to `maxPages`; `onPage` may hold the next one back. A page that cannot be drawn is left out; the file fails if
 * that was all of them. Answers how many pages it has. Throws Undrawable.
 */
export async function drawPdf(
  path: string,
  { firstPage, maxPages, maxPixels }: Pick<PreviewLimits, "maxPages" | "maxPixels"> & { firstPage: number },
  onPage: (page: DrawnPage) => Promise<void>,
): Promise<number> {
  prepareFonts();
  const drawPages = async (document: pdfjs.PDFDocumentProxy) => {
    let drawn = 0;
    for (let number = firstPage; number <= Math.min(document.numPages, maxPages); number += 1) {
      const page = await drawPage(document, number).catch(() => null);
      if (!page) continue;
      await onPage(page);
      drawn += 1;
    }
    if (drawn === 0 && firstPage === 1) throw new Undrawable("broken", "no page can be drawn");
    return document.numPages;
  };
  return openPdf(pdfjs, path, drawPages, { maxImageSize: maxPixels, useWasm: true }).catch((cause) => {
    if (!(cause instanceof Unreadable)) throw cause;
    throw new Undrawable(cause.reason === "encrypted" ? "encrypted" : "broken", cause.message, cause);
  });
}
