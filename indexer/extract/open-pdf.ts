import { type FileHandle, open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { PDFDataRangeTransport, PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { Unreadable } from "./extract-result.ts";

type Pdfjs = typeof import("pdfjs-dist/legacy/build/pdf.mjs");

/** Reads only the parts of the file that are needed: a book of scanned pictures is never held whole. */
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

/**
 * Opens a PDF for as long as `read` takes. What pdf.js needs for Chinese fonts and odd pictures comes with its package;
 * nothing is fetched. Throws Unreadable.
 */
export async function openPdf<Result>(
  pdfjs: Pdfjs,
  path: string,
  read: (document: PDFDocumentProxy) => Promise<Result>,
  options: { maxImageSize?: number; verbosity?: number; useWasm: boolean },
): Promise<Result> {
  await using file = await open(path);
  const { size } = await file.stat();
  const failedRead = Promise.withResolvers<never>();
  const task = pdfjs.getDocument({
    range: readRangesFrom(file, new pdfjs.PDFDataRangeTransport(size, null), failedRead.reject),
    disableAutoFetch: true,
    disableStream: true,
    cMapUrl: packageFolder("cmaps"),
    standardFontDataUrl: packageFolder("standard_fonts"),
    wasmUrl: packageFolder("wasm"),
    isEvalSupported: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
    ...options,
  });
  try {
    const document = await Promise.race([task.promise, failedRead.promise]).catch((cause) => {
      throw translateError(cause);
    });
    return await Promise.race([read(document), failedRead.promise]);
  } finally {
    await task.destroy();
  }
}
