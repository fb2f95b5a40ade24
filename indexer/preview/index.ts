import path from "node:path";
import { Unavailable } from "../../server/errors.ts";
import { drawFile } from "./draw-file.ts";
import { createPicturePack, type PackedPage } from "./picture-pack.ts";
import { defaultPreviewLimits, noPreview, type PreviewLimits, type PreviewResult } from "./preview-result.ts";

export type { PackedPage } from "./picture-pack.ts";
export {
  defaultPreviewLimits,
  type PreviewLimits,
  type PreviewReason,
  type PreviewResult,
} from "./preview-result.ts";

export interface PreviewInput {
  /** A readable file on this machine. */
  path: string;
  /** As sniffed at upload. */
  mediaType: string;
  /** An empty folder for what is made; whoever asks removes it. */
  folder: string;
}

export interface FilePreview {
  result: PreviewResult;
  pages: PackedPage[];
  /** The file with all pictures, in `folder`; null where there is none. */
  packPath: string | null;
}

export interface Previewer {
  /**
   * Pictures and duration of one file. What cannot be drawn is a result, never an error; rejects with Unavailable only
   * where the previewer is closed meanwhile or a drawing process is killed from outside, so that the job is tried again.
   */
  make(input: PreviewInput): Promise<FilePreview>;
  close(): void;
}

const officeType = /officedocument|opendocument|msword|ms-excel|ms-powerpoint|ms-works|kingsoft|wps/;

const orderFor = (mediaType: string): "pdf" | "picture" | "thumbnail" | "duration" | null => {
  if (mediaType === "application/pdf") return "pdf";
  if (/^image\/(jpeg|png|webp|gif|tiff|avif|heic|heif)$/.test(mediaType)) return "picture";
  if (/^(audio|video)\//.test(mediaType)) return "duration";
  return officeType.test(mediaType) ? "thumbnail" : null;
};

/** Starts no process until the first file. Whoever creates it closes it. */
export function createPreviewer(options: { limits?: Partial<PreviewLimits> } = {}): Previewer {
  const limits = { ...defaultPreviewLimits, ...options.limits };
  const closing = new AbortController();
  return {
    async make(input) {
      const draw = orderFor(input.mediaType);
      if (!draw) return { result: noPreview("unsupported", input.mediaType), pages: [], packPath: null };
      const packPath = path.join(input.folder, "pictures");
      const pack = await createPicturePack(packPath, limits.maxBytes);
      try {
        const order = { draw, path: input.path, limits };
        const result = await drawFile(order, pack.add, closing.signal);
        const hasPictures = pack.pages.length > 0;
        // What was drawn before the end is worth showing, whyever it ended.
        const kept: PreviewResult =
          hasPictures && result.status !== "ready"
            ? { status: "ready", pageCount: null, durationMs: null }
            : result;
        return { result: kept, pages: pack.pages, packPath: hasPictures ? packPath : null };
      } finally {
        await pack.close();
      }
    },
    close: () =>
      closing.abort(new Unavailable("preview.closed", "Pictures are no longer made: the indexer stops.")),
  };
}
