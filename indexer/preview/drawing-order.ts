import type { PageWords } from "../../server/modules/resources/index.ts";
import type { DrawnPage, PreviewLimits, PreviewResult } from "./preview-result.ts";

/** What a drawing process is to do with a file. */
export interface DrawingOrder {
  /** What it is by its bytes; tells kinds of text apart. */
  mediaType: string;
  /** `thumbnail`: only the small picture that an office program put into the file. `duration`: of a recording. */
  draw: "pdf" | "picture" | "bitmap" | "text" | "thumbnail" | "duration";
  /** A readable file on this machine. */
  path: string;
  /** Those before it are drawn already. */
  firstPage: number;
  /** Whether to tell where the words of each page stand, after its pictures. */
  readsWords: boolean;
  limits: PreviewLimits;
}

/**
 * What it answers: page after page, each when it is asked for the next, and at last how it ended. Words come after their page,
 * when the next one is asked for: whatever becomes of the process then, the pictures are there.
 */
export type DrawingMessage = { drawn: DrawnPage } | { words: PageWords } | { result: PreviewResult };
