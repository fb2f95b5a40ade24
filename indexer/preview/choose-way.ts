/** What there is to be seen of a file, and how to come by it. */
export type Way =
  | { way: "pdf" | "picture" | "bitmap" | "text" | "thumbnail" | "recording" | "film" }
  /** `extension`: what an office program should take the bytes for. */
  | { way: "office"; extension: string };

const office: [RegExp, string][] = [
  [/wordprocessingml|ms-word\.document/, "docx"],
  [/sheet\.binary/, "xlsb"],
  [/spreadsheetml|ms-excel\.sheet/, "xlsx"],
  [/presentationml|ms-powerpoint\.presentation/, "pptx"],
  [/msword|wps-office\.wps/, "doc"],
  [/ms-excel|wps-office\.et/, "xls"],
  [/ms-powerpoint|wps-office\.dps/, "ppt"],
  [/opendocument\.text/, "odt"],
  [/opendocument\.spreadsheet/, "ods"],
  [/opendocument\.presentation/, "odp"],
  [/opendocument\.graphics/, "odg"],
  [/application\/rtf/, "rtf"],
];

/** What programs of the classroom pack as zip; some put a picture of it in: mind maps, GeoGebra, and Apple's. */
const packed = /^application\/(zip|vnd\.apple\.(pages|numbers|keynote))$/;

const texts = /^(text\/(plain|markdown|csv|tab-separated-values|html)|application\/(xhtml\+xml|epub\+zip))$/;

/** By the media type that was found in the bytes at upload; null where nothing can be seen. */
export const chooseWay = (mediaType: string): Way | null => {
  if (mediaType === "application/pdf") return { way: "pdf" };
  if (/^image\/(jpeg|png|webp|gif|tiff|avif)$/.test(mediaType)) return { way: "picture" };
  if (mediaType === "image/bmp") return { way: "bitmap" };
  if (packed.test(mediaType)) return { way: "thumbnail" };
  if (texts.test(mediaType)) return { way: "text" };
  if (mediaType.startsWith("audio/")) return { way: "recording" };
  if (mediaType.startsWith("video/")) return { way: "film" };
  const found = office.find(([pattern]) => pattern.test(mediaType));
  return found ? { way: "office", extension: found[1] } : null;
};
