import type { Context } from "../../server/context.ts";
import { NotFound } from "../../server/errors.ts";
import type { Sha256 } from "../../server/ids.ts";
import { mayOpen, type PageWords } from "../../server/modules/resources/index.ts";
import { type Extractor, type ExtractResult, noText, passagesOfPages } from "../extract/index.ts";
import { recognizePages } from "../recognize/recognize-pages.ts";
import type { Place } from "../share-place.ts";
import { blobPayload } from "./blob-payload.ts";
import { findFileBlob } from "./find-file-blob.ts";
import { keepText } from "./keep-text.ts";
import { withCopy } from "./with-copy.ts";

/** Has the place for what it does, in which one works at a time. */
type Hold = Place["hold"];

interface Scan {
  result: ExtractResult;
  /** Where the words stand that recognition has found, of pages of which that is known. */
  recognized?: PageWords[];
}

/** The text that a file has, and instead of that of its scanned pages what recognition finds on them. */
const readScan = async (
  {
    extractor,
    recognition,
    hold = (act) => act(),
  }: { extractor: Extractor; hold?: Hold | undefined } & Pick<Context["config"], "recognition">,
  path: string,
  signal: AbortSignal,
): Promise<Scan> => {
  const read = await hold(async () => {
    const read = await extractor.extract({ path, mediaType: "application/pdf", fileName: "" });
    extractor.endIdle();
    return read;
  });
  if (!recognition) return { result: read };
  const failed: number[] = [];
  const pages = await recognizePages(recognition, path, signal, {
    pages: read.status === "ready" ? (read.scannedPages ?? []) : undefined,
    hold,
    onFailure: (page) => failed.push(page),
  });
  const found = passagesOfPages(pages);
  if (found.length === 0 && read.status !== "ready" && failed.length > 0)
    return { result: noText("scanned", `recognition failed on pages ${failed.join(", ")}`) };
  if (found.length === 0) return { result: read };
  const recognized = pages.filter(({ runs }) => runs.some((run) => run.length > 1));
  if (read.status !== "ready") {
    const facts = { pageCount: null, isTruncated: false, properties: {} };
    return { result: { status: "ready", passages: found, ...facts }, recognized };
  }
  const isFound = new Set(found.map(({ page }) => page));
  const kept = read.passages.filter(({ page }) => !isFound.has(page));
  const passages = [...kept, ...found].sort((one, other) => (one.page ?? 0) - (other.page ?? 0));
  return { result: { ...read, passages }, recognized };
};

/** Reads the pictures of a scanned PDF, which `extract-text` has handed over, and keeps what that gives. */
export const recognizeText = async (
  ctx: Context,
  extractor: Extractor,
  input: unknown,
  signal: AbortSignal,
  hold?: Hold,
): Promise<void> => {
  const { sha256 } = blobPayload.parse(input) as { sha256: Sha256 };
  const { recognition } = ctx.config;
  if (!(await mayOpen(ctx.db, sha256)) || !(await findFileBlob(ctx, sha256))) return;
  const read = (path: string) => readScan({ extractor, recognition, hold }, path, signal);
  const { result, recognized } = await withCopy(ctx, sha256, read).catch((error: unknown): Scan => {
    if (error instanceof NotFound) return { result: noText("scanned", "the stored bytes are missing") };
    throw error;
  });
  await keepText(ctx, sha256, result, recognized);
};
