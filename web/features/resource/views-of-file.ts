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
  return [
    ...(isOnlyThumbnail ? [...drawn, ...pages] : [...pages, ...drawn]),
    ...(showable.test(mediaType) ? (["original"] as const) : []),
    ...(hasText ? (["text"] as const) : []),
  ];
};
