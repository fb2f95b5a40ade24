import { type FileHandle, open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { PDFDataRangeTransport, PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PassageCollector } from "./collect-passages.ts";
import { Unreadable } from "./extract-result.ts";
import { joinPdfLines, type PdfTextItem } from "./pdf-lines.ts";

/**
 * Loaded with the first PDF only. Its drawing half wants this class to be there at loading; giving it an empty one
 * keeps the native canvas library out of a process that reads hostile files and draws nothing.
 */
async function loadPdfjs() {
  globalThis.DOMMatrix ??= class {} as typeof DOMMatrix;
  return import("pdfjs-dist/legacy/build/pdf.mjs");
}

/** Reads only the parts of the file that the text needs: a book of scanned pictures is never held whole. */
function readRangesFrom(
  file: FileHandle,
  transport: PDFDataRangeTransport,
  onError: (error: unknown) => void,
) {
  transport.requestDataRange = (begin, end) => {
    file
      .read(new Uint8Array(end - begin), 0, end - begin, begin)
      .then(({ buffer, bytesRead }) => transport.onDataRange(begin, buffer.subarray(0, bytesRead)))
      .catch(onError);
  };
  return transport;
}

const packageFolder = (name: string) =>
  fileURLToPath(new URL(`./${name}/`, import.meta.resolve("pdfjs-dist/package.json")));

const translateError = (cause: unknown) => {
  if (cause instanceof Unreadable) return cause;
  const isLocked = /PasswordException|unknown encryption method/.test(String(cause));
  return new Unreadable(isLocked ? "encrypted" : "broken", String(cause), cause);
};

/** One passage a page. The character maps for Chinese fonts come with the package; nothing is fetched. */
export async function extractPdf(path: string, collector: PassageCollector): Promise<number> {
  await using file = await open(path);
  const { size } = await file.stat();
  const pdfjs = await loadPdfjs();
  const failedRead = Promise.withResolvers<never>();
  const task = pdfjs.getDocument({
    range: readRangesFrom(file, new pdfjs.PDFDataRangeTransport(size, null), failedRead.reject),
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: packageFolder("cmaps"),
    standardFontDataUrl: packageFolder("standard_fonts"),
    useWasm: false,
    isEvalSupported: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    const document = await Promise.race([task.promise, failedRead.promise]).catch((cause) => {
      throw translateError(cause);
    });
    await Promise.race([extractPages(document, collector), failedRead.promise]);
    return document.numPages;
  } finally {
    await task.destroy();
  }
}

/** A page that cannot be read is left out, as a viewer would show it empty; the file fails if that was all of them. */
async function extractPages(document: PDFDocumentProxy, collector: PassageCollector): Promise<void> {
  let unreadablePages = 0;
  for (let number = 1; number <= document.numPages; number += 1) {
    const text = await readPage(document, number).catch(() => null);
    if (text === null) unreadablePages += 1;
    else collector.add("page", number, text);
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
