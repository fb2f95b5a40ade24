import { type FileHandle, open } from "node:fs/promises";
import { extname } from "node:path";
import { type ExtractInput, Unreadable } from "./extract-result.ts";
import { isCompoundFile } from "./open-compound-file.ts";

export type Format = "pdf" | "archive" | "compound" | "rtf" | "html" | "plain";

const plainExtensions = new Set([".txt", ".md", ".markdown", ".csv", ".tsv", ".text", ".log"]);
const htmlExtensions = new Set([".html", ".htm", ".xhtml"]);
const zipSignature = Buffer.from("PK\x03\x04", "latin1");
const emptyZipSignature = Buffer.from("PK\x05\x06", "latin1");
const rtfSignature = "{\\rtf";

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

const looksLikeHtml = (start: Buffer) =>
  /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body|table|meta)\b/i.test(
    start.toString("latin1").replace(/^\xEF\xBB\xBF/, ""),
  );

/** At its beginning, or behind what a mail program or a page left there; not where a text merely speaks of it. */
const isPdf = (start: Buffer, fileName: string): boolean => {
  const extension = extname(fileName).toLowerCase();
  const isText = plainExtensions.has(extension) || htmlExtensions.has(extension);
  return isText ? /^(?:\xef\xbb\xbf)?\s*%PDF-/.test(start.toString("latin1")) : start.includes("%PDF-");
};

function formatByName({ mediaType, fileName }: ExtractInput, start: Buffer): Format {
  const extension = extname(fileName).toLowerCase();
  const type = mediaType.toLowerCase().split(";")[0]?.trim() ?? "";
  if (type === "text/html" || type === "application/xhtml+xml" || htmlExtensions.has(extension))
    return "html";
  if (plainExtensions.has(extension) || type.startsWith("text/")) return "plain";
  if (looksLikeHtml(start)) return "html";
  throw new Unreadable("unsupported", `${type} ${extension}`);
}

/** Decides by the bytes where they are telling, since names and declared types lie; by type and name among texts. */
export async function detectFormat(input: ExtractInput): Promise<Format> {
  await using file = await open(input.path);
  const start = await readAt(file, 0, 1024);
  if (start.length === 0) throw new Unreadable("empty");
  if (isPdf(start, input.fileName)) return "pdf";
  const signature = start.subarray(0, 4);
  if (signature.equals(zipSignature) || signature.equals(emptyZipSignature)) return "archive";
  if (isCompoundFile(start)) return "compound";
  if (start.toString("latin1", 0, 64).trimStart().startsWith(rtfSignature)) return "rtf";
  const declared =
    /officedocument|opendocument|epub|pdf/.test(input.mediaType) ||
    /\.(docx|pptx|xlsx|odt|odp|ods|epub|pdf)$/i.test(input.fileName);
  if (declared && !looksLikeHtml(start)) throw new Unreadable("broken", "not what it is named");
  return formatByName(input, start);
}
