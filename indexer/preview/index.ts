import { Unavailable } from "../../server/errors.ts";
import { isCompoundFile } from "../extract/open-compound-file.ts";
import { readStart } from "../extract/read-start.ts";
import type { OfficeConverter } from "../office/index.ts";
import { chooseWay } from "./choose-way.ts";
import { drawFile } from "./draw-file.ts";
import type { DrawingOrder } from "./drawing-order.ts";
import { takePoster } from "./film-poster.ts";
import { type Pace, pacedBy } from "./keep-pace.ts";
import { createPicturePack, type PackedPage, type PackedWords, type PicturePack } from "./picture-pack.ts";
import { defaultPreviewLimits, noPreview, type PreviewLimits, type PreviewResult } from "./preview-result.ts";

export interface PreviewInput {
  /** A readable file on this machine. */
  path: string;
  /** As sniffed at upload. */
  mediaType: string;
  /** An empty folder for what is made; whoever asks removes it. */
  folder: string;
}

export type { Pace } from "./keep-pace.ts";
export { Unfinished } from "./keep-pace.ts";

export interface FilePreview {
  result: PreviewResult;
  pages: PackedPage[];
  /** Null where there are no pictures. */
  words: PackedWords | null;
  /** The file with all pictures, in `folder`; null where there is none. */
  packPath: string | null;
}

export interface Previewer {
  /**
   * Pictures and duration of one file. What cannot be drawn is a result, never an error; rejects with Unavailable only
   * where the previewer is closed meanwhile or the office service does not answer, so that the job is tried again, and
   * with Unfinished where the pace gave it less time than it needs.
   */
  make(input: PreviewInput, pace?: Pace): Promise<FilePreview>;
  close(): void;
}

export interface PreviewerOptions {
  limits?: Partial<PreviewLimits>;
  /** Turns office files into PDF; whoever created it closes it. */
  office?: OfficeConverter;
  /** The program's path; null or left out, films have no picture. */
  ffmpeg?: string | null;
}

type Draw = (draw: DrawingOrder["draw"], path: string) => Promise<PreviewResult>;

/** Office keeps a docx, pptx or xlsx with a password in a compound file, where an open one is a zip file. */
const isLocked = async (path: string, extension: string): Promise<boolean> =>
  /^(docx|pptx|xlsx|xlsb)$/.test(extension) && isCompoundFile(Buffer.from(await readStart(path, 2)));

const drawOffice = async (
  { office }: PreviewerOptions,
  { path, extension, signal }: { path: string; extension: string; signal: AbortSignal },
  draw: Draw,
): Promise<PreviewResult> => {
  if (await isLocked(path, extension)) return noPreview("encrypted");
  if (!office?.targets.has("pdf")) return draw("thumbnail", path);
  const converted = await office.convert({ path, extension, to: "pdf", signal });
  if (converted.status === "failed") {
    const embedded = await draw("thumbnail", path);
    if (embedded.status === "ready" || embedded.reason === "encrypted") return embedded;
    return noPreview(converted.reason === "no-converter" ? "no-program" : converted.reason, converted.detail);
  }
  try {
    return await draw("pdf", converted.path);
  } finally {
    await converted.remove();
  }
};

/** Without the program the film's length is known all the same. */
const drawFilm = async (
  { ffmpeg }: PreviewerOptions,
  { path, folder, signal }: { path: string; folder: string; signal: AbortSignal },
  draw: Draw,
): Promise<PreviewResult> => {
  const poster = ffmpeg ? await takePoster(ffmpeg, { path, folder }, signal) : null;
  if (!poster?.path) return draw("duration", path);
  const result = await draw("picture", poster.path);
  return result.status === "ready" ? { ...result, pageCount: null, durationMs: poster.durationMs } : result;
};

const drawAny = async (
  options: PreviewerOptions,
  { mediaType, ...input }: PreviewInput & { signal: AbortSignal },
  draw: Draw,
): Promise<PreviewResult> => {
  const chosen = chooseWay(mediaType);
  if (!chosen) return noPreview("unsupported", mediaType);
  if (chosen.way === "office") return drawOffice(options, { ...input, ...chosen }, draw);
  if (chosen.way === "film") return drawFilm(options, input, draw);
  if (chosen.way === "thumbnail") {
    const embedded = await draw("thumbnail", input.path);
    return embedded.status === "ready" ? embedded : noPreview("unsupported", mediaType);
  }
  return draw(chosen.way === "recording" ? "duration" : chosen.way, input.path);
};

/** What was drawn before the end is worth showing, whyever it ended. */
const keepDrawn = (result: PreviewResult, pack: PicturePack): PreviewResult =>
  result.status !== "ready" && pack.pages.length > 0
    ? { status: "ready", pageCount: null, durationMs: null }
    : result;

/** Starts no process until the first file. Whoever creates it closes it. */
export function createPreviewer(options: PreviewerOptions = {}): Previewer {
  const limits = { ...defaultPreviewLimits, ...options.limits };
  const closing = new AbortController();
  const { signal } = closing;
  return {
    async make(input, pace) {
      const pack = await createPicturePack(input.folder, limits.maxBytes);
      const work = (signal: AbortSignal): Promise<PreviewResult> => {
        const firstPage = (pack.pages.at(-1)?.page ?? 0) + 1;
        const order = { mediaType: input.mediaType, firstPage, limits };
        const draw: Draw = (draw, path) =>
          drawFile({ ...order, draw, path, readsWords: draw === "pdf" || draw === "text" }, pack, signal);
        return drawAny(options, { ...input, signal }, draw);
      };
      try {
        const result = keepDrawn(await pacedBy(pace, limits.timeMs, work, signal), pack);
        if (pack.pages.length === 0) return { result, pages: [], words: null, packPath: null };
        return { result, pages: pack.pages, words: await pack.finish(), packPath: pack.path };
      } finally {
        await pack.close();
      }
    },
    close: () =>
      closing.abort(new Unavailable("preview.closed", "Pictures are no longer made: the indexer stops.")),
  };
}
