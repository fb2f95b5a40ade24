import type { Preview, ResourceFile } from "../../api/types.ts";
import { officeViewOf } from "./use-document.ts";

export type View = "pages" | "document" | "sheets" | "original" | "text";

// What browsers show safely by themselves; an SVG may hold script and is only for downloading.
const showable =
  /^image\/(png|jpeg|gif|webp|avif|bmp)$|^(audio|video)\/|^application\/pdf$|^text\/(plain|markdown|csv)$/;

export const isPlayed = ({ mediaType }: ResourceFile): boolean => /^(audio|video)\//.test(mediaType);

/** The ways in which a file can be looked at, the best first. */
export const viewsOf = (file: ResourceFile, preview: Preview | undefined, isAsked: boolean): View[] => {
  const { mediaType, text } = file;
  const hasPages = preview ? preview.pages.length > 0 : file.preview.hasPictures;
  const pages: View[] = hasPages && !isPlayed(file) ? ["pages"] : [];
  const office = officeViewOf(file);
  // Of an office file whose pages nobody counted there is but the small picture that its program put into it.
  const isOnlyThumbnail = office !== null && preview?.pageCount === null;
  // A text file shown as it is needs no second view, but for the marks.
  const hasText = text.status === "ready" && (isAsked || !mediaType.startsWith("text/"));
  const drawn: View[] = office ? [office] : [];
  const original: View[] = showable.test(mediaType) ? ["original"] : [];
  // Of a plain text the browser shows all, as large as its reader likes.
  const isPlainText = original.length > 0 && mediaType.startsWith("text/");
  return [
    ...(isPlainText ? original : []),
    ...(isOnlyThumbnail ? [...drawn, ...pages] : [...pages, ...drawn]),
    ...(isPlainText ? [] : original),
    ...(hasText ? (["text"] as const) : []),
  ];
};

export const isPdf = ({ mediaType }: ResourceFile): boolean => mediaType === "application/pdf";

/** The view that shows a page: its picture, or where it has none, the browser's own view of a PDF. */
export const viewShowing = (
  views: View[],
  file: ResourceFile,
  preview: Preview | undefined,
  page: number,
): View | undefined => {
  const best = views.find((one) => one !== "text");
  const isPictured = preview?.pages.some((one) => one.page === page);
  return best === "pages" && preview && !isPictured && isPdf(file) ? "original" : best;
};
