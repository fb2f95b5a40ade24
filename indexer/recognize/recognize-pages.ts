import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../../server/config.ts";
import { runConfined } from "../office/run-confined.ts";
import { readWords } from "./read-words.ts";

export interface RecognizedPage {
  /** 1-based. */
  page: number;
  text: string;
}

export interface RecognitionLimits {
  /** For one file: what was recognised until then is the result. */
  timeMs: number;
  maxPages: number;
  /** Of each of the two programs. */
  memoryMb: number;
}

/** A page takes some three seconds of one processor: a lesson's worth of pages, not a book. */
const defaultRecognitionLimits: RecognitionLimits = { timeMs: 60_000, maxPages: 20, memoryMb: 512 };

/** The longer side of a page's picture: about 200 dots an inch of A4, which is what recognition wants and no more. */
const pixels = 2300;
const languages = "chi_sim+eng";

type Programs = NonNullable<Config["recognition"]>;

/**
 * The words of a scanned PDF's pages, from the first on: poppler draws a page, tesseract reads it, both confined and
 * without network. Empty where neither finds anything, or tesseract has no data for Chinese. Rejects with the
 * signal's reason where that gave it up, and where a program cannot be started.
 */
export async function recognizePages(
  { pdftoppm, tesseract }: Programs,
  path: string,
  signal: AbortSignal,
  limits: RecognitionLimits = defaultRecognitionLimits,
): Promise<RecognizedPage[]> {
  const folder = await mkdtemp(join(tmpdir(), "campus-commons-scan-"));
  const until = performance.now() + limits.timeMs;
  const succeeds = async (program: string, args: string[]): Promise<boolean> => {
    const outcome = await runConfined({
      program,
      args,
      folder,
      timeMs: Math.max(1, until - performance.now()),
      memoryMb: limits.memoryMb,
      maxFileBytes: 50_000_000,
      withoutNetwork: true,
      signal,
    });
    signal.throwIfAborted();
    return outcome.ended === "exit" && outcome.code === 0;
  };
  const picture = join(folder, "page");
  const draw = (page: number) => [
    ...["-f", `${page}`, "-l", `${page}`, "-singlefile", "-gray", "-scale-to", `${pixels}`],
    path,
    picture,
  ];
  const pages: RecognizedPage[] = [];
  try {
    for (let page = 1; page <= limits.maxPages; page += 1) {
      // It fails at the first page that is not there.
      if (!(await succeeds(pdftoppm, draw(page)))) break;
      if (!(await succeeds(tesseract, [`${picture}.pgm`, picture, "-l", languages, "tsv"]))) break;
      const text = readWords(await readFile(`${picture}.tsv`, "utf8"));
      if (text !== "") pages.push({ page, text });
    }
    return pages;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
