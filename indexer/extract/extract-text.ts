import { collectPassages, OutputFull, type PassageCollector } from "./collect-passages.ts";
import { detectFormat, type Format } from "./detect-format.ts";
import { extractPdf } from "./extract-pdf.ts";
import { extractHtml, extractPlain } from "./extract-plain.ts";
import { extractPresentation } from "./extract-presentation.ts";
import { type ExtractInput, type ExtractResult, noText, Unreadable } from "./extract-result.ts";
import { extractSpreadsheet } from "./extract-spreadsheet.ts";
import { extractWord } from "./extract-word.ts";
import { openOfficeFile } from "./open-office-file.ts";

/** Fills the collector; answers how many pages there are, null where the format has none. Throws Unreadable. */
type Reader = (input: ExtractInput, collector: PassageCollector) => Promise<number | null>;

const readers: Record<Format, Reader> = {
  pdf: ({ path }, collector) => extractPdf(path, collector),
  office: extractOffice,
  html: ({ path, limits }, collector) => extractHtml(path, collector, limits.maxCharacters),
  plain: ({ path, limits }, collector) => extractPlain(path, collector, limits.maxCharacters),
};

async function extractOffice({ path, limits }: ExtractInput, collector: PassageCollector) {
  const file = await openOfficeFile(path, limits);
  try {
    if (file.kind === "word") return await extractWord(file, collector);
    if (file.kind === "presentation") return await extractPresentation(file, collector);
    return await extractSpreadsheet(file, collector, limits.maxCharacters);
  } finally {
    file.archive.close();
  }
}

/** What parsers throw at damaged input is the file's fault, but for memory that was not to be had. */
function reasonFor(error: unknown): ExtractResult {
  if (error instanceof Unreadable) return noText(error.reason, error.message);
  const isMemory = error instanceof RangeError && /allocation|array buffer/i.test(error.message);
  return noText(isMemory ? "out-of-memory" : "broken", String(error));
}

/**
 * Text of one file, in this thread. Always resolves; but a hostile file can end the process or keep it busy for ever,
 * so outside of tests it runs in a process of its own, through `createExtractor`.
 */
export async function extractText(input: ExtractInput): Promise<ExtractResult> {
  const collector = collectPassages(input.limits.maxCharacters);
  let pageCount: number | null = null;
  try {
    pageCount = await readers[await detectFormat(input)](input, collector);
  } catch (error) {
    if (!(error instanceof OutputFull)) return reasonFor(error);
  }
  const { passages, isTruncated } = collector;
  if (passages.length === 0) return noText("empty");
  return { status: "ready", passages, pageCount, isTruncated };
}
