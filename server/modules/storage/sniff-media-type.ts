import { fileTypeFromBuffer } from "file-type";
import { claimedExtension, isActiveType, isSpellingOf, mediaTypeOf } from "./media-types.ts";
import { isOle, sniffOle } from "./sniff-ole.ts";
import { carriesMarkup, readTextHead, sniffMarkup } from "./sniff-text.ts";
import { isZip, sniffZip } from "./sniff-zip.ts";

export interface SniffInput {
  /** The first bytes (64 KiB or all) and, of a larger file, the last ones, as the multer engine keeps them. */
  head: Buffer;
  tail?: Buffer;
  sizeBytes: number;
  /** The sanitized name: it decides between spellings of one content only (.txt or .md, .doc or .wps). */
  fileName: string;
}

export interface SniffedType {
  mediaType: string;
  /** Without a dot, lower case: the name's own where it fits the content, else the content's usual one. */
  extension: string;
  /** False where the name claims something else than the bytes are. A name without extension claims nothing. */
  matchesName: boolean;
  /** Whether a browser could execute it, so that it must be sent as an attachment. */
  isActive: boolean;
}

interface Content {
  extension: string;
  mediaType: string;
  /** Further extensions under which this content is as it should be. */
  alsoFits?: (claimed: string) => boolean;
  isActive?: boolean;
}

const named = (extension: string, more: Partial<Content> = {}): Content => ({
  extension,
  mediaType: mediaTypeOf(extension) ?? "application/octet-stream",
  ...more,
});

const openXml = ["docx", "xlsx", "pptx", "docm", "xlsm", "pptm", "xlsb"];
const oleFamily = ["doc", "xls", "ppt", "msg", "vsd"];

/** A container whose kind is not seen, or is encrypted, may be any of the formats that use it. */
const oleContent = (kind: string | undefined, claimed: string): Content => {
  if (kind && kind !== "encrypted") return named(kind);
  const isAnyOf = (extension: string): boolean =>
    kind === "encrypted"
      ? openXml.includes(extension)
      : oleFamily.some((member) => isSpellingOf(extension, member)) || mediaTypeOf(extension) === undefined;
  if (isAnyOf(claimed) && claimed) return named(claimed, { alsoFits: isAnyOf });
  return { extension: "bin", mediaType: "application/x-ole-storage", alsoFits: isAnyOf };
};

/** Formats that are known by magic bytes although they are text. For all else text wins: "BM" may begin a sentence. */
const textualFormats = new Set(["pdf", "rtf", "ps", "eps", "ics", "vcf", "ai"]);

/** Claims that bytes can prove or disprove; text under such a name is not what it claims. */
const isProvable = (claimed: string): boolean => {
  const mediaType = mediaTypeOf(claimed);
  return mediaType ? !/^text\/|json$/.test(mediaType) : provableOnly.has(claimed);
};
const provableOnly = new Set(
  "jpg jpeg png gif webp bmp tif tiff mp3 mp4 m4a m4v mov avi mkv wav flac ogg wmv wma flv mpg mpeg rar 7z gz exe wps et dps htm".split(
    " ",
  ),
);

const textContent = (text: string, claimed: string): Content => {
  const markup = sniffMarkup(text);
  if (markup) return named(markup, { isActive: true });
  const isActive = carriesMarkup(text);
  const isOwn = ["md", "csv", "tsv", "json", "js", "css"].find((extension) =>
    isSpellingOf(claimed, extension),
  );
  if (isOwn) return named(isOwn, isActive ? { isActive } : {});
  return named("txt", { isActive, alsoFits: (extension) => !isProvable(extension) });
};

const recognize = async (
  { head, tail, sizeBytes }: Required<SniffInput>,
  claimed: string,
): Promise<Content> => {
  const isWhole = head.length + tail.length === sizeBytes;
  const ending = isWhole ? Buffer.concat([head, tail]) : tail;
  if (isZip(head)) return named(sniffZip(head, ending));
  if (isOle(head)) return oleContent(sniffOle(head, ending, sizeBytes), claimed);
  const text = head.length > 0 ? readTextHead(head, head.length < sizeBytes) : null;
  const markup = text === null ? undefined : sniffMarkup(text);
  if (markup) return named(markup, { isActive: true });
  const magic = await fileTypeFromBuffer(head).catch(() => undefined);
  if (text !== null && !(magic && textualFormats.has(magic.ext))) return textContent(text, claimed);
  if (magic) return { extension: magic.ext, mediaType: mediaTypeOf(magic.ext) ?? magic.mime };
  if (head.subarray(0, 1024).includes("%PDF-")) return named("pdf");
  return named("bin", { alsoFits: (extension) => !isProvable(extension) });
};

const mediaKinds = /^(image|audio|video)\//;

/**
 * What a file is by its bytes, told apart as far as teaching needs it (each office format, WPS, text by its name), and
 * whether its name says so too. HTML and SVG are known by content whatever the name is. Never throws.
 */
export const sniffMediaType = async (input: SniffInput): Promise<SniffedType> => {
  const { head, tail = Buffer.alloc(0), sizeBytes, fileName } = input;
  const claimed = claimedExtension(fileName);
  let content: Content;
  try {
    content = await recognize({ head, tail, sizeBytes, fileName }, claimed);
  } catch {
    content = named("bin"); // a crafted header that a parser trips over is no reason to lose an upload
  }
  const fits = isSpellingOf(claimed, content.extension);
  const matchesName = claimed === "" || fits || (content.alsoFits?.(claimed) ?? false);
  const isPolyglot = mediaKinds.test(content.mediaType) && carriesMarkup(head.toString("latin1"));
  const mediaType = (fits && mediaTypeOf(claimed)) || content.mediaType;
  return {
    mediaType,
    extension: claimed && matchesName ? claimed : content.extension,
    matchesName,
    isActive: isActiveType(mediaType) || (content.isActive ?? false) || isPolyglot,
  };
};
