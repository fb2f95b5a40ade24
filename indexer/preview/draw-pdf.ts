import { createCanvas } from "@napi-rs/canvas";
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import sharp from "sharp";
import { Unreadable } from "../extract/extract-result.ts";
import { openPdf } from "../extract/open-pdf.ts";
import { prepareFonts } from "./chinese-fonts.ts";
import { encodePictures, sides } from "./encode-pictures.ts";
import { type DrawnPage, type PageListener, type PreviewLimits, Undrawable } from "./preview-result.ts";
import { createWordReader } from "./read-page-words.ts";

const longest = sides.at(-1) as number;
/** A strip of a page may be longer than wide without end; what it is drawn on may not. */
const shortest = 1;

async function drawPage(page: pdfjs.PDFPageProxy): Promise<DrawnPage> {
  const natural = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: longest / Math.max(natural.width, natural.height) });
  const width = Math.max(shortest, Math.round(viewport.width));
  const height = Math.max(shortest, Math.round(viewport.height));
  const canvas = createCanvas(width, height);
  const onto = canvas as unknown as HTMLCanvasElement;
  await page.render({ canvas: onto, viewport, background: "#ffffff" }).promise;
  page.cleanup();
  const pixels = sharp(canvas.data(), { raw: { width, height, channels: 4 } });
  return { page: page.pageNumber, ...(await encodePictures(pixels)) };
}

interface PdfOrder extends Pick<PreviewLimits, "maxPages" | "maxPixels"> {
  firstPage: number;
  readsWords: boolean;
}

/**
 * Draws the pages from `firstPage` to `maxPages`. A page that cannot be drawn is left out; the file fails if that was all of
 * them. Answers how many pages it has. Throws Undrawable.
 */
export async function drawPdf(
  path: string,
  { firstPage, maxPages, maxPixels, readsWords }: PdfOrder,
  { onPage, onWords }: PageListener,
): Promise<number> {
  prepareFonts();
  const words = createWordReader();
  const drawNext = async (document: pdfjs.PDFDocumentProxy, number: number): Promise<boolean> => {
    const page = await document.getPage(number).catch(() => null);
    const drawn = page && (await drawPage(page).catch(() => null));
    if (!drawn) return false;
    await onPage(drawn);
    if (readsWords) onWords(await words.read(page));
    return true;
  };
  const drawPages = async (document: pdfjs.PDFDocumentProxy) => {
    let drawn = 0;
    for (let number = firstPage; number <= Math.min(document.numPages, maxPages); number += 1) {
      if (await drawNext(document, number)) drawn += 1;
    }
    words.close();
    if (drawn === 0 && firstPage === 1) throw new Undrawable("broken", "no page can be drawn");
    return document.numPages;
  };
  return openPdf(pdfjs, path, drawPages, { maxImageSize: maxPixels, useWasm: true }).catch((cause) => {
    if (!(cause instanceof Unreadable)) throw cause;
    throw new Undrawable(cause.reason === "encrypted" ? "encrypted" : "broken", cause.message, cause);
  });
}
