import type { PageWords } from "../../server/modules/resources/index.ts";

/** Why a file has no pictures. Stable codes: stored with the file and shown to its readers in words. */
export type PreviewReason =
  | "encrypted"
  | "broken"
  | "empty"
  | "unsupported"
  | "no-program"
  | "too-large"
  | "timeout"
  | "out-of-memory";

/** A page in all its sizes as WebP, in the order of `pictureSides`; width and height in pixels are the largest one's. */
export interface DrawnPage {
  page: number;
  width: number;
  height: number;
  pictures: [thumbnail: Uint8Array, view: Uint8Array, screen: Uint8Array];
}

/** Who is given the pages of a document as they are drawn. */
export interface PageListener {
  /** May hold the next page back. */
  onPage: (page: DrawnPage) => Promise<void>;
  /** After the page itself; of a page that says nothing too. */
  onWords: (words: PageWords) => void;
}

/**
 * `ready`: at least one picture or a duration; of a long document there may be pictures of the first pages only.
 * `none`: the file is sound, and there is nothing to be seen in it, or no program here that draws it.
 * `failed`: it could not be read; `detail` is for logs only.
 */
export type PreviewResult =
  | { status: "ready"; pageCount: number | null; durationMs: number | null }
  | { status: "none" | "failed"; reason: PreviewReason; detail?: string };

export interface PreviewLimits {
  /** By the clock, for all that is done with one file. Pages that are drawn by then are kept. */
  timeMs: number;
  /** JavaScript heap of a drawing process. */
  heapMb: number;
  /** All memory of a drawing process. */
  memoryMb: number;
  /** The first pages of a document are drawn, no more. */
  maxPages: number;
  /** Width times height of a picture that is read; one more and it is refused before it is decoded. */
  maxPixels: number;
  /** Of all pictures of one file; pages beyond it are left out. */
  maxBytes: number;
}

export const defaultPreviewLimits: PreviewLimits = {
  timeMs: 60_000,
  heapMb: 256,
  memoryMb: 400,
  maxPages: 100,
  maxPixels: 100_000_000,
  maxBytes: 64_000_000,
};

const soundButUnseen: ReadonlySet<PreviewReason> = new Set(["empty", "unsupported", "no-program"]);

export const noPreview = (reason: PreviewReason, detail?: string): PreviewResult => ({
  status: soundButUnseen.has(reason) ? "none" : "failed",
  reason,
  ...(detail === undefined ? {} : { detail }),
});

/** Thrown while drawing and turned into a result; never leaves this folder. */
export class Undrawable extends Error {
  readonly reason: PreviewReason;

  constructor(reason: PreviewReason, detail?: string, cause?: unknown) {
    super(detail ?? reason, { cause });
    this.name = "Undrawable";
    this.reason = reason;
  }
}
