import {
  collectPassages,
  OutputFull,
  type PassageCollector,
  type PassageListener,
} from "./collect-passages.ts";
import { detectFormat, type Format } from "./detect-format.ts";
import { extractArchive } from "./extract-archive.ts";
import { extractCompound } from "./extract-compound.ts";
import { extractHtml } from "./extract-html.ts";
import { extractPdf } from "./extract-pdf.ts";
import { extractPlain } from "./extract-plain.ts";
import {
  type DocumentProperties,
  type ExtractInput,
  type ExtractResult,
  NeedsOffice,
  noText,
  readInPart,
  Unreadable,
} from "./extract-result.ts";
import { extractRtf } from "./extract-rtf.ts";
import { readProperties } from "./read-properties.ts";

interface FileFacts {
  /** Null where the format has none. */
  pageCount: number | null;
  scannedPages?: number[];
  properties?: DocumentProperties;
}

/** Fills the collector. Throws Unreadable. */
type Reader = (input: ExtractInput, collector: PassageCollector) => Promise<FileFacts>;

const counting =
  (read: (input: ExtractInput, collector: PassageCollector) => Promise<number | null>): Reader =>
  async (input, collector) => ({ pageCount: await read(input, collector) });

const readers: Record<Format, Reader> = {
  pdf: ({ path }, collector) => extractPdf(path, collector),
  archive: counting(extractArchive),
  compound: extractCompound,
  rtf: counting(({ path, limits }, collector) => extractRtf(path, collector, limits)),
  html: counting(({ path, limits }, collector) => extractHtml(path, collector, limits.maxCharacters)),
  plain: counting(({ path, limits }, collector) => extractPlain(path, collector, limits.maxCharacters)),
};

/** What parsers throw at damaged input is the file's fault, but for memory that was not to be had. */
function resultOf(error: unknown, { passages, facts }: PassageCollector): ExtractResult {
  if (error instanceof NeedsOffice) return noText(error.reason, error.message, error.conversion);
  if (error instanceof Unreadable) return noText(error.reason, error.message);
  const isMemory = error instanceof RangeError && /allocation|array buffer/i.test(error.message);
  return isMemory
    ? readInPart(passages, "out-of-memory", String(error), facts)
    : noText("broken", String(error));
}

/**
 * Text of one file, in this thread. Always resolves; but a hostile file can end the process or keep it busy for ever,
 * so outside of tests it runs in a process of its own, through `createExtractor`. `listener` is told of what stands in a
 * result that has text while it is being read.
 */
export async function extractText(input: ExtractInput, listener?: PassageListener): Promise<ExtractResult> {
  const collector = collectPassages(input.limits.maxCharacters, listener);
  let facts: FileFacts = { pageCount: null };
  let format: Format | null = null;
  try {
    format = await detectFormat(input);
    facts = await readers[format](input, collector);
  } catch (error) {
    if (!(error instanceof OutputFull)) return resultOf(error, collector);
    facts = collector.facts ?? facts;
  }
  const { passages, isTruncated } = collector;
  if (passages.length === 0) return noText("empty");
  const properties = format === "archive" ? await readProperties(input) : {};
  return { status: "ready", passages, isTruncated, properties, ...facts };
}
