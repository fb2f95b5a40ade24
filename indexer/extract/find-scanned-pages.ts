import { once } from "node:events";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { openPdf } from "./open-pdf.ts";

type Pdfjs = Parameters<typeof openPdf>[0];

/** What a footer, a page number or the mark of a scanning program comes to, without spaces. */
const littleCharacters = 60;
/** Pixels of a picture that fills a page, or of a strip of one: A4 at 100 dots an inch has 970 000. */
const largePicture = 200_000;
/** Recognition comes no further within its time. */
export const mostScannedPages = 20;
/** Pages drawn of a million lines are no scans, and the text that was found is not to be lost over them. */
const timeMs = 10_000;

export const isLittle = (text: string): boolean => text.replace(/\s/g, "").length <= littleCharacters;

/** pdf.js tells of a picture above its limit, which it leaves out undecoded, by a warning and nothing else. */
async function isWarnedOf(act: () => Promise<unknown>): Promise<boolean> {
  const { warn } = console;
  let isWarned = false;
  console.warn = (words: unknown) => {
    if (/exceeded maximum allowed size/i.test(String(words))) isWarned = true;
  };
  try {
    await act();
  } finally {
    console.warn = warn;
  }
  return isWarned;
}

const isLarge = async (document: PDFDocumentProxy, number: number): Promise<boolean> => {
  const page = await document.getPage(number);
  const isWarned = await isWarnedOf(() => page.getOperatorList());
  page.cleanup();
  return isWarned;
};

/**
 * Of the first of these pages, those that show a large picture. The file is opened once more, with a limit on pictures at
 * which none of them is decoded.
 */
export async function findScannedPages(
  pdfjs: Pdfjs,
  path: string,
  candidates: readonly number[],
): Promise<number[]> {
  const scanned: number[] = [];
  if (candidates.length === 0) return scanned;
  const outOfTime = AbortSignal.timeout(timeMs);
  const look = async (document: PDFDocumentProxy) => {
    for (const number of candidates.slice(0, mostScannedPages)) {
      if (await isLarge(document, number)) scanned.push(number);
      if (outOfTime.aborted) return;
    }
  };
  const limited = { maxImageSize: largePicture, useWasm: false, verbosity: pdfjs.VerbosityLevel.WARNINGS };
  // The text that was found is not lost over a page that cannot be looked at.
  await Promise.race([openPdf(pdfjs, path, look, limited), once(outOfTime, "abort")]).catch(() => {});
  return [...scanned];
}

/**
 * Whether pages say nothing but what stands on each of them: but for its numbers, the same. A single page tells nothing of
 * that.
 */
export function isOnlyFooters(texts: readonly string[]): boolean {
  const footers = texts.map((text) => text.replace(/[\s\p{N}]/gu, ""));
  return texts.length > 1 && new Set(footers).size === 1;
}
