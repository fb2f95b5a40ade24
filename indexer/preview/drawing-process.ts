import { defaultLimits } from "../extract/extract-result.ts";
import { startGuard } from "../extract/start-guard.ts";
import { drawBitmap } from "./draw-bitmap.ts";
import { drawPdf } from "./draw-pdf.ts";
import { drawPicture } from "./draw-picture.ts";
import type { DrawingMessage, DrawingOrder } from "./drawing-order.ts";
import {
  type DrawnPage,
  noPreview,
  type PageListener,
  type PreviewResult,
  Undrawable,
} from "./preview-result.ts";
import { readDuration } from "./read-duration.ts";
import { readThumbnail } from "./read-thumbnail.ts";

/** The process that `draw-file.ts` starts: draws one file, whose pages it sends one by one, and is ended by its parent. */
const [memoryMb = 0, processorMs] = process.argv.slice(2).map(Number);
startGuard({ memoryMb, processorMs });

/** Not `exit`, which waits for reads that may never end. */
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
/** A signal to the whole process group is for the parent to act on. */
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
/** Parsers leave rejections behind when a file is damaged; its result is decided elsewhere. */
process.on("unhandledRejection", () => {});

const tell = (message: DrawingMessage) => process.send?.(message);

let askForNext: () => void = () => {};
const sendPage = (drawn: DrawnPage): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  askForNext = resolve;
  tell({ drawn });
  return promise;
};

const listener: PageListener = { onPage: sendPage, onWords: (words) => tell({ words }) };

/** An office file without a small picture, of which no other can be made either, may be one with a password. */
const tellLocked = (path: string, mediaType: string) => async (cause: unknown) => {
  const { extractText } = await import("../extract/extract-text.ts");
  const limits = { ...defaultLimits, maxCharacters: 1 };
  const text = await extractText({ path, mediaType, fileName: "", limits });
  if (text.status === "failed" && text.reason === "encrypted") throw new Undrawable("encrypted");
  throw cause;
};

async function draw({ draw, path, mediaType, limits, ...order }: DrawingOrder): Promise<PreviewResult> {
  if (draw === "pdf") {
    const pageCount = await drawPdf(path, { ...limits, ...order }, listener);
    return { status: "ready", pageCount, durationMs: null };
  }
  if (draw === "duration") {
    return { status: "ready", pageCount: null, durationMs: await readDuration(path) };
  }
  if (draw === "text") {
    // The readers of texts are a tenth of a second to load, which no other file has to wait for.
    const { drawText } = await import("./draw-text.ts");
    return { status: "ready", pageCount: await drawText({ path, mediaType }, listener), durationMs: null };
  }
  if (draw === "bitmap") {
    await sendPage(await drawBitmap(path, limits.maxPixels));
    return { status: "ready", pageCount: 1, durationMs: null };
  }
  const picture = draw === "thumbnail" ? await readThumbnail(path).catch(tellLocked(path, mediaType)) : path;
  await sendPage(await drawPicture(picture, limits.maxPixels));
  return { status: "ready", pageCount: draw === "picture" ? 1 : null, durationMs: null };
}

function reasonFor(error: unknown): PreviewResult {
  if (error instanceof Undrawable) return noPreview(error.reason, error.message);
  const isMemory = error instanceof RangeError && /allocation|array buffer/i.test(error.message);
  return noPreview(isMemory ? "out-of-memory" : "broken", String(error));
}

process.on("message", async (message: DrawingOrder | "next") => {
  if (message === "next") askForNext();
  else tell({ result: await draw(message).catch(reasonFor) });
});
