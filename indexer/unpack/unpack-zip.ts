import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { leftOutReason } from "../../server/modules/storage/index.ts";
import { type Judged, judgeEntries } from "./judge-entries.ts";
import type { RefusalReason, UnpackEvent, UnpackLimits } from "./unpack-result.ts";

/** Ends the unpacking of an archive; what came out of it before stays. */
class Refused extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * No room on the disk, too many open files: the machine's trouble, which says nothing of the archive. EINVAL is what an
 * archive could bring about, by offsets that no file has.
 */
const isOfMachine = (error: unknown): boolean => {
  const { syscall, code } = error as NodeJS.ErrnoException;
  return syscall !== undefined && code !== "EINVAL";
};

export interface Unpacking {
  /** Where files may lie while they are handed over. */
  folder: string;
  limits: UnpackLimits;
  /** Only tells what there is. Nested archives are inflated even so. */
  isListing: boolean;
  /** Resolves when the event has been dealt with, and a file with it. */
  tell(event: UnpackEvent): Promise<void>;
  /** A sign of life in a long file. */
  alive(): void;
}

const signEveryBytes = 32 * 1024 ** 2;
const isArchive = (name: string): boolean => /\.zip$/i.test(name);

const readEntries = async (zip: ZipFile, archiveBytes: number, limits: UnpackLimits): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  // Entries that lie over each other inflate to more than each by itself would seem to.
  if (total > limits.freeBytes && total > limits.mostRatio * archiveBytes) throw new Refused("bomb");
  if (total > limits.mostBytes) throw new Refused("too-large");
  return entries;
};

/**
 * Unpacks an archive with those in it, down to the limits. Rejects where the machine does not let it go on. Hostile input:
 * runs in a process of its own.
 */
export const createUnpacker = ({ folder, limits, isListing, tell, alive }: Unpacking) => {
  let written = 0;
  let count = 0;
  let listed = 0;
  let files = 0;

  /** An archive within that holds more than is left is lost alone: it is not read, and a smaller one may follow. */
  const countEntries = ({ entryCount }: ZipFile): void => {
    if (listed + entryCount > limits.mostEntries) throw new Refused("too-many");
    listed += entryCount;
  };
  const countFiles = ({ accepted, refused }: Judged): void => {
    const found = accepted.length + refused.filter(({ path }) => leftOutReason(path) === null).length;
    if (files + found > limits.mostFiles) throw new Refused("too-many");
    files += found;
  };

  const inflate = async (zip: ZipFile, entry: Entry): Promise<string> => {
    count += 1;
    const place = path.join(folder, String(count));
    let sinceSign = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        written += chunk.length;
        sinceSign += chunk.length;
        if (sinceSign > signEveryBytes) {
          sinceSign = 0;
          alive();
        }
        done(written > limits.mostBytes ? new Refused("too-large") : null, chunk);
      },
    });
    await pipeline(
      await zip.openReadStreamPromise(entry),
      counted,
      createWriteStream(place, { flags: "wx" }),
    );
    return place;
  };

  const unpackEntry = async (zip: ZipFile, entry: Entry, name: string, depth: number): Promise<void> => {
    if (isArchive(name) && depth >= limits.mostNesting)
      return tell({ kind: "refused", path: name, reason: "nested-too-deep" });
    if (isListing && !isArchive(name))
      return tell({ kind: "file", path: name, place: "", sizeBytes: entry.uncompressedSize });
    let place: string;
    try {
      place = await inflate(zip, entry);
    } catch (error) {
      if (error instanceof Refused || isOfMachine(error)) throw error;
      await rm(path.join(folder, String(count)), { force: true });
      return tell({ kind: "refused", path: name, reason: "broken" });
    }
    if (isArchive(name)) await unpack(place, name, depth + 1);
    else await tell({ kind: "file", path: name, place, sizeBytes: entry.uncompressedSize });
    await rm(place, { force: true });
  };

  const unpack = async (archive: string, prefix: string, depth: number): Promise<void> => {
    let zip: ZipFile | undefined;
    const below = (name: string) => (prefix === "" ? name : `${prefix}/${name}`);
    try {
      zip = await openPromise(archive, { autoClose: false, decodeStrings: false });
      countEntries(zip);
      const entries = await readEntries(zip, (await stat(archive)).size, limits);
      const judged = judgeEntries(entries, limits);
      countFiles(judged);
      const { accepted, refused } = judged;
      for (const { path: name, reason } of refused)
        await tell({ kind: "refused", path: below(name), reason });
      const plain = accepted.map(({ path: name }) => name).filter((name) => !isArchive(name));
      await tell({ kind: "listed", paths: plain.map(below) });
      for (const { path: name, entry } of accepted) await unpackEntry(zip, entry, below(name), depth);
    } catch (error) {
      if (isOfMachine(error)) throw error;
      const isLocked = /strong encryption/i.test(String(error));
      const reason = error instanceof Refused ? error.reason : isLocked ? "encrypted" : "broken";
      await tell({ kind: "archive-refused", path: prefix, reason });
      // The allowance is used up for all that is left, too.
      if (error instanceof Refused && written > limits.mostBytes && depth > 0) throw error;
    } finally {
      zip?.close();
    }
  };
  return (archive: string): Promise<void> => unpack(archive, "", 0);
};
