import { constants } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../../server/config.ts";
import type { PageRun, PageWords } from "../../server/modules/resources/index.ts";
import { readStart } from "../extract/read-start.ts";
import { type ConfinedOutcome, runConfined } from "../office/run-confined.ts";
import type { Place } from "../share-place.ts";
import { fillsPage } from "./fills-page.ts";
import { readWords } from "./read-words.ts";

export interface RecognitionLimits {
  /** For one file: what was recognised until then is the result. */
  timeMs: number;
  /** For one page in each of the two programs. */
  pageTimeMs: number;
  maxPages: number;
  /** Of each of the two programs. */
  memoryMb: number;
  /** Whether they are without network and sight of other files where the system allows it. */
  inNamespace: boolean;
}

export interface RecognitionOptions extends Partial<RecognitionLimits> {
  /** Those to read; left out, all. */
  pages?: readonly number[] | undefined;
  onFailure?: (page: number) => void;
  /** Around each program; the time in which it waits does not count. */
  hold?: Place["hold"];
}

/** A page takes some three seconds of one processor: a lesson's worth of pages, not a book. */
const defaultRecognitionLimits: RecognitionLimits = {
  timeMs: 60_000,
  pageTimeMs: 20_000,
  maxPages: 20,
  memoryMb: 512,
  inNamespace: true,
};

/** The longer side of a page's picture: about 200 dots an inch of A4, which is what recognition wants and no more. */
const pixels = 2300;
const languages = "chi_sim+eng";
/** What poppler ends with where it cannot open the file, and says of a page after the last one. */
const cannotOpen = 1;
const isPastEnd = /wrong page range/i;

type Recognition = NonNullable<Config["recognition"]>;
type Programs = Omit<Recognition, "pdfimages"> & Partial<Recognition>;

const succeeded = (outcome: ConfinedOutcome): boolean => outcome.ended === "exit" && outcome.code === 0;

const hasNoMore = (drawn: ConfinedOutcome): boolean =>
  drawn.ended === "exit" && (drawn.code === cannotOpen || isPastEnd.test(drawn.output));

/** A newspaper's page has some 300 000. */
const mostTableCharacters = 1_000_000;

/** Of opening what a program has left: a link would have us read whatever it leads to, and a pipe wait for ever. */
const asLeft = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What a PDF calls a JPEG is taken out as it lies there, and a text is to tesseract a list of pictures to read, wherever they are. */
const isJpeg = async (path: string): Promise<boolean> =>
  Buffer.from(await readStart(path, 1, asLeft))
    .toString("hex")
    .startsWith("ffd8ff");

const onlyPage = (page: number): string[] => ["-f", `${page}`, "-l", `${page}`];

const firstPages = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/**
 * The words of a scanned PDF's pages, from the first on: poppler draws a page, tesseract reads it, both confined and
 * without network. A page on which one of them fails is left out. Empty where neither finds anything, or tesseract has
 * no data for Chinese. Rejects with the signal's reason where that gave it up, and where a program cannot be started.
 */
export async function recognizePages(
  { pdftoppm, tesseract, pdfimages }: Programs,
  path: string,
  signal: AbortSignal,
  { pages: wanted, onFailure, hold = (act) => act(), ...options }: RecognitionOptions = {},
): Promise<PageWords[]> {
  const limits = { ...defaultRecognitionLimits, ...options };
  const folder = await mkdtemp(join(tmpdir(), "campus-commons-scan-"));
  let until = performance.now() + limits.timeMs;
  const runNow = async (program: string, args: string[]): Promise<ConfinedOutcome> => {
    const outcome = await runConfined({
      program,
      args,
      folder,
      timeMs: Math.max(1, Math.min(limits.pageTimeMs, until - performance.now())),
      memoryMb: limits.memoryMb,
      maxFileBytes: 50_000_000,
      inNamespace: limits.inNamespace,
      reads: [path],
      signal,
    });
    signal.throwIfAborted();
    return outcome;
  };
  const run = (program: string, args: string[]): Promise<ConfinedOutcome> => {
    const asked = performance.now();
    return hold(() => {
      until += performance.now() - asked;
      return runNow(program, args);
    });
  };
  const picture = join(folder, "page");
  /** A page as it is shown, in grey. */
  const draw = (page: number, to: string, ...size: string[]) =>
    run(pdftoppm, [...onlyPage(page), "-singlefile", "-cropbox", "-gray", ...size, path, to]);
  const read = async (page: number, drawn: string): Promise<PageRun[] | null> => {
    const outcome = await run(tesseract, [drawn, `${picture}-${page}`, "-l", languages, "tsv"]);
    if (!succeeded(outcome)) return null;
    const table = await readStart(`${picture}-${page}.tsv`, mostTableCharacters, asLeft);
    return readWords(Buffer.from(table).toString());
  };
  const standsForPage = async (page: number, pdfimages: string): Promise<boolean> => {
    const small = join(folder, `small-${page}`);
    const list = await run(pdfimages, ["-list", ...onlyPage(page), path]);
    const drawn = await draw(page, small, "-r", "72");
    if (!succeeded(drawn) || list.ended !== "exit" || list.code !== 0) return false;
    const head = await readStart(`${small}.pgm`, 10, asLeft).catch(() => "");
    return fillsPage(list.output, Buffer.from(head).toString("latin1"));
  };
  // Poppler tears a photograph that the file calls grey and that has colours; browsers show it whole, and so it lies there.
  // Where its words stand on the page is known where it is all of the page.
  const readPhotograph = async (page: number): Promise<PageRun[]> => {
    if (!pdfimages) return [];
    const own = join(folder, `own-${page}`);
    if (!succeeded(await run(pdfimages, ["-j", ...onlyPage(page), path, own]))) return [];
    const [only, ...others] = (await readdir(folder)).filter((name) => name.startsWith(`own-${page}-`));
    if (!only?.endsWith(".jpg") || others.length > 0) return [];
    const photograph = join(folder, only);
    const runs = (await isJpeg(photograph)) ? await read(page, photograph) : null;
    if (!runs || runs.length === 0) return [];
    return (await standsForPage(page, pdfimages)) ? runs : runs.map(([text]) => [text]);
  };
  const pages: PageWords[] = [];
  try {
    for (const page of [...new Set(wanted ?? firstPages(limits.maxPages))].slice(0, limits.maxPages)) {
      if (performance.now() >= until) break;
      const drawn = await draw(page, picture, "-scale-to", `${pixels}`);
      if (hasNoMore(drawn)) break;
      const seen = succeeded(drawn) ? await read(page, `${picture}.pgm`) : null;
      const runs = seen?.length === 0 ? await readPhotograph(page) : seen;
      if (runs === null) onFailure?.(page);
      else if (runs.length > 0) pages.push({ page, runs });
    }
    return pages;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
