import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PassageCollector } from "./collect-passages.ts";
import { type DocumentProperties, Unreadable } from "./extract-result.ts";
import { findScannedPages, isLittle, isOnlyFooters, mostScannedPages } from "./find-scanned-pages.ts";
import { openPdf } from "./open-pdf.ts";
import { joinPdfLines, type PdfTextItem } from "./pdf-lines.ts";
import { tidyProperties } from "./read-properties.ts";

/**
 * Loaded with the first PDF only. Its drawing half wants this class to be there at loading; giving it an empty one
 * keeps the native canvas library out of a process that reads hostile files and draws nothing.
 */
async function loadPdfjs() {
  globalThis.DOMMatrix ??= class {} as typeof DOMMatrix;
  return import("pdfjs-dist/legacy/build/pdf.mjs");
}

export interface ReadPdf {
  pageCount: number;
  /** Those of which most is in a picture, and for recognition to read. */
  scannedPages: number[];
  properties: DocumentProperties;
}

async function readInfo(document: PDFDocumentProxy): Promise<DocumentProperties> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }));
  const { Title, Subject, Keywords } = info as Record<string, unknown>;
  return tidyProperties({ title: Title, subject: Subject, keywords: Keywords });
}

/** One passage a page. */
export async function extractPdf(path: string, collector: PassageCollector): Promise<ReadPdf> {
  const pdfjs = await loadPdfjs();
  const little = new Map<number, string>();
  const readDocument = async (document: PDFDocumentProxy) => {
    const facts = { pageCount: document.numPages, properties: await readInfo(document) };
    collector.tellFacts(facts);
    await extractPages(document, collector, little);
    return facts;
  };
  const { pageCount, properties } = await openPdf(pdfjs, path, readDocument, { useWasm: false });
  const scannedPages = await findScannedPages(pdfjs, path, [...little.keys()]);
  const isScan = little.size === pageCount && scannedPages.length === Math.min(pageCount, mostScannedPages);
  if (isScan && isOnlyFooters([...little.values()])) throw new Unreadable("scanned");
  return { pageCount, scannedPages, properties };
}

/**
 * A page that cannot be read is left out, as a viewer would show it empty; the file fails if that was all of them. Pages
 * with little text are noted.
 */
async function extractPages(
  document: PDFDocumentProxy,
  collector: PassageCollector,
  little: Map<number, string>,
): Promise<void> {
  let unreadablePages = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const text = await readPage(document, number).catch(() => null);
    if (text === null) unreadablePages += 1;
    else {
      collector.add("page", number, text);
      if (isLittle(text)) little.set(number, text);
    }
  }
  if (unreadablePages === document.numPages) throw new Unreadable("broken", "no readable page");
  if (collector.passages.length === 0) throw new Unreadable("scanned");
}

async function readPage(document: PDFDocumentProxy, number: number): Promise<string> {
  const page = await document.getPage(number);
  const content = await page.getTextContent();
  page.cleanup();
  const [left = 0, , right = 0] = page.view;
  const items = content.items.filter((item): item is PdfTextItem & typeof item => "str" in item);
  return joinPdfLines(items, right - left);
}
