import { type FileHandle, open } from "node:fs/promises";
import { extname } from "node:path";
import { type ExtractInput, Unreadable } from "./extract-result.ts";

export type Format = "pdf" | "office" | "html" | "plain";

const plainExtensions = new Set([".txt", ".md", ".markdown", ".csv", ".tsv", ".text", ".log"]);
const htmlExtensions = new Set([".html", ".htm", ".xhtml"]);
const zipSignature = Buffer.from("PK\x03\x04", "latin1");
const emptyZipSignature = Buffer.from("PK\x05\x06", "latin1");
const oleSignature = Buffer.from("d0cf11e0a1b11ae1", "hex");

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/**
 * Office keeps an encrypted docx, pptx or xlsx in a compound file with a stream of this name (MS-OFFCRYPTO 2.3.1.5).
 * Its entry stands at the start of the directory, whose first sector the header tells (MS-CFB 2.2).
 */
async function isEncryptedOffice(file: FileHandle, header: Buffer): Promise<boolean> {
  if (header.length < 52) return false;
  const sectorBytes = 2 ** Math.min(header.readUInt16LE(30), 16);
  const directory = await readAt(file, (header.readUInt32LE(48) + 1) * sectorBytes, 8192);
  return directory.includes(Buffer.from("EncryptedPackage", "utf16le"));
}

const looksLikeHtml = (start: Buffer) =>
  /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|body|table|meta)\b/i.test(
    start.toString("latin1").replace(/^\xEF\xBB\xBF/, ""),
  );

function formatByName({ mediaType, fileName }: ExtractInput, start: Buffer): Format {
  const extension = extname(fileName).toLowerCase();
  const type = mediaType.toLowerCase().split(";")[0]?.trim() ?? "";
  if (type === "text/html" || type === "application/xhtml+xml" || htmlExtensions.has(extension))
    return "html";
  if (plainExtensions.has(extension) || type.startsWith("text/")) {
    if (start.subarray(0, 5).equals(Buffer.from("{\\rtf"))) throw new Unreadable("unsupported", "rtf");
    return "plain";
  }
  if (looksLikeHtml(start)) return "html";
  throw new Unreadable("unsupported", `${type} ${extension}`);
}

/** Decides by the bytes where they are telling, since names and declared types lie; by type and name among texts. */
export async function detectFormat(input: ExtractInput): Promise<Format> {
  await using file = await open(input.path);
  const start = await readAt(file, 0, 1024);
  if (start.length === 0) throw new Unreadable("empty");
  if (start.includes("%PDF-")) return "pdf";
  const signature = start.subarray(0, 4);
  if (signature.equals(zipSignature) || signature.equals(emptyZipSignature)) return "office";
  if (start.subarray(0, 8).equals(oleSignature)) {
    throw new Unreadable(
      (await isEncryptedOffice(file, start)) ? "encrypted" : "unsupported",
      "compound file",
    );
  }
  const declared =
    /officedocument|pdf/.test(input.mediaType) || /\.(docx|pptx|xlsx|pdf)$/i.test(input.fileName);
  if (declared && !looksLikeHtml(start)) throw new Unreadable("broken", "not what it is named");
  return formatByName(input, start);
}
