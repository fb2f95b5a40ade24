import { crc32 } from "node:zlib";
import type { Entry } from "yauzl";
import { decodeFileNames } from "../../server/modules/storage/index.ts";

const utf8Flag = 0x800;
/** "Info-ZIP Unicode Path": version, checksum of the name it stands for, the name in UTF-8. */
const unicodePathField = 0x7075;

const strictUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

const unicodePathOf = (entry: Entry, raw: Buffer): string | null => {
  const field = entry.extraFields.find(({ id }) => id === unicodePathField)?.data;
  if (!field || field.length < 6 || field[0] !== 1) return null;
  return field.readUInt32LE(1) === crc32(raw) ? strictUtf8(field.subarray(5)) : null;
};

const markedNameOf = (entry: Entry): string | null => {
  const raw = entry.fileNameRaw;
  const isUtf8 = (entry.generalPurposeBitFlag & utf8Flag) !== 0;
  return isUtf8 ? strictUtf8(raw) : unicodePathOf(entry, raw);
};

/** The entries' names as their writer meant them: Windows writes GBK and says nothing. */
export const decodeEntryNames = (entries: readonly Entry[]): string[] => {
  const marked = entries.map(markedNameOf);
  const unmarked = entries.filter((_, index) => marked[index] === null);
  const decoded = decodeFileNames(unmarked.map(({ fileNameRaw }) => fileNameRaw)).values();
  return marked.map((name) => name ?? (decoded.next().value as string));
};

/**
 * A name as a path below the archive, or null where it leads elsewhere. Looked at once decoded: in GBK the byte of a
 * backslash is also the second one of characters.
 */
export const cleanEntryPath = (name: string): string | null => {
  const parted = name.replaceAll("\\", "/");
  if (parted.startsWith("/") || /^[a-z]:/i.test(parted) || /\p{Cc}/u.test(parted)) return null;
  const parts = parted.split("/").filter((part) => part !== "" && part !== ".");
  return parts.length === 0 || parts.includes("..") ? null : parts.join("/").toWellFormed();
};

/** A refused name as it can be shown and stored: PostgreSQL holds no NUL, and no half of a pair. */
export const showableName = (name: string): string => name.replace(/\p{Cc}/gu, "\ufffd").toWellFormed();
