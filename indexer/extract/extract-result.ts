/** Why a file gives no text. Stable codes: stored with the file and shown to its owner in words. */
export type ExtractReason =
  | "encrypted"
  | "broken"
  | "scanned"
  | "empty"
  | "unsupported"
  | "too-large"
  | "timeout"
  | "out-of-memory";

export type PageKind = "page" | "slide" | "sheet" | "section";

/** What a document says of itself; often that of the older one which it was made from. */
export interface DocumentProperties {
  title?: string;
  subject?: string;
  keywords?: string;
}

/** What is known of a document before its pages are read. */
export interface DocumentFacts {
  pageCount: number | null;
  properties: DocumentProperties;
}

export interface ExtractedPassage {
  /** 1-based; null where the text belongs to no page (headers and notes of a paged document). */
  page: number | null;
  pageKind: PageKind;
  text: string;
}

/** What an office program may be able to read where we are not. */
export interface Conversion {
  /** What the bytes are, as the usual extension. */
  extension: string;
  to: "docx" | "xlsx" | "pptx";
}

/**
 * `ready`: in reading order, at least one passage; `isTruncated` when the limit on characters cut it short; `endedBy` when
 * the reader did not come to the file's end, and these are the passages until then.
 * `none`: the file is sound and has no text that we read (scanned, empty, unsupported).
 * `failed`: it could not be read; `detail` is for logs only. `conversion` is the extractor's own, which tries it.
 */
export type ExtractResult =
  | {
      status: "ready";
      passages: ExtractedPassage[];
      pageCount: number | null;
      isTruncated: boolean;
      endedBy?: ExtractReason;
      properties: DocumentProperties;
      /** Of a PDF: pages of which most is in a picture. */
      scannedPages?: number[];
    }
  | { status: "none" | "failed"; reason: ExtractReason; detail?: string; conversion?: Conversion };

export interface ExtractLimits {
  /** From the start of one file to its result. */
  timeMs: number;
  /** JavaScript heap of one extracting process. */
  heapMb: number;
  /** All memory of one extracting process: also what inflated streams hold outside the heap. */
  memoryMb: number;
  /** Characters of text kept of one file; the rest is left out. */
  maxCharacters: number;
  /** Bytes inflated from one archive, over all its entries. */
  maxInflatedBytes: number;
  maxArchiveEntries: number;
  maxXmlDepth: number;
}

export interface ExtractInput {
  /** A readable file on this machine. */
  path: string;
  /** As sniffed at upload. The bytes decide where they are telling; this and the name decide among plain texts. */
  mediaType: string;
  fileName: string;
  limits: ExtractLimits;
}

export const defaultLimits: ExtractLimits = {
  timeMs: 60_000,
  heapMb: 192,
  memoryMb: 320,
  maxCharacters: 5_000_000,
  maxInflatedBytes: 200_000_000,
  maxArchiveEntries: 10_000,
  maxXmlDepth: 200,
};

const soundButTextless: ReadonlySet<ExtractReason> = new Set(["scanned", "empty", "unsupported"]);

export const noText = (reason: ExtractReason, detail?: string, conversion?: Conversion): ExtractResult => ({
  status: soundButTextless.has(reason) ? "none" : "failed",
  reason,
  ...(detail === undefined ? {} : { detail }),
  ...(conversion === undefined ? {} : { conversion }),
});

export const nothingKnown: DocumentFacts = { pageCount: null, properties: {} };

/** What was read of a file whose reader was ended; without any of it, why there is nothing. */
export const readInPart = (
  passages: ExtractedPassage[],
  reason: ExtractReason,
  detail?: string,
  { pageCount, properties }: DocumentFacts = nothingKnown,
): ExtractResult =>
  passages.length === 0
    ? noText(reason, detail)
    : { status: "ready", passages, pageCount, isTruncated: false, endedBy: reason, properties };

/** Thrown by readers and turned into a result by `extractText`; never leaves this folder. */
export class Unreadable extends Error {
  readonly reason: ExtractReason;

  constructor(reason: ExtractReason, detail?: string, cause?: unknown) {
    super(detail ?? reason, { cause });
    this.name = "Unreadable";
    this.reason = reason;
  }
}

/** A file that is worth showing to an office program before it is given up. */
export class NeedsOffice extends Unreadable {
  readonly conversion: Conversion;

  constructor(conversion: Conversion, reason: ExtractReason, detail: string, cause?: unknown) {
    super(reason, detail, cause);
    this.conversion = conversion;
  }
}
