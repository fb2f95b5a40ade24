import type { Entry } from "yauzl";
import { leftOutReason } from "../../server/modules/storage/index.ts";
import { cleanEntryPath, decodeEntryNames, showableName } from "./entry-path.ts";
import type { RefusalReason, UnpackLimits } from "./unpack-result.ts";

export interface Judged {
  accepted: { path: string; entry: Entry }[];
  refused: { path: string; reason: RefusalReason }[];
}

const fileTypeMask = 0o170000;
const regularFile = 0o100000;
const directory = 0o040000;

/** Written by a Unix program, the upper half holds the kind of file. 0: written by another. */
const unixTypeOf = (entry: Entry): number => (entry.externalFileAttributes >>> 16) & fileTypeMask;

const isStoredOrDeflated = ({ compressionMethod }: Entry): boolean =>
  compressionMethod === 0 || compressionMethod === 8;

const refusalOf = (entry: Entry, path: string, limits: UnpackLimits): RefusalReason | null => {
  const type = unixTypeOf(entry);
  if (type !== 0 && type !== regularFile) return "link";
  const leftOut = leftOutReason(path);
  if (leftOut) return leftOut;
  if (entry.isEncrypted()) return "encrypted";
  if (!isStoredOrDeflated(entry)) return "unsupported";
  if (entry.uncompressedSize === 0) return "empty";
  if (entry.uncompressedSize > limits.mostFileBytes) return "too-large";
  const isBomb =
    entry.uncompressedSize > limits.freeBytes &&
    entry.uncompressedSize > limits.mostRatio * entry.compressedSize;
  return isBomb ? "bomb" : null;
};

/** Parts what may be unpacked from what is refused, each with its reason. By what the directory says: no byte is inflated. */
export const judgeEntries = (entries: readonly Entry[], limits: UnpackLimits): Judged => {
  const judged: Judged = { accepted: [], refused: [] };
  const taken = new Set<string>();
  const names = decodeEntryNames(entries);
  for (const [index, entry] of entries.entries()) {
    const name = names[index] as string;
    if (/[/\\]$/.test(name) || unixTypeOf(entry) === directory) continue;
    const path = cleanEntryPath(name);
    const reason =
      path === null
        ? "unsafe-path"
        : (refusalOf(entry, path, limits) ?? (taken.has(path) ? "duplicate-name" : null));
    if (path === null || reason)
      judged.refused.push({ path: path ?? showableName(name), reason: reason ?? "unsafe-path" });
    else {
      taken.add(path);
      judged.accepted.push({ path, entry });
    }
  }
  return judged;
};
