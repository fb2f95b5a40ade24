import { lstat, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "./log.ts";

const hourMs = 3_600_000;
/** Nothing takes so long that is still being worked on. */
const graceMs = 24 * hourMs;

/** What the parts of this system put into the machine's temporary folder, and the library that sends uploads on to S3. */
const own =
  /^(campus-commons-(archive|chunk|converted|office|preview|reader|scan|text|unpack)-\w{6}|tus-s3-incomplete-part-[\w-]{10})$/;

/** Parts on their way to S3, to which the library gives names that say nothing. */
const unnamedPart = /^[\w-]{10}-\d{1,5}$/;

/** Whether a name in the temporary folder is that of a copy which a process of this system made for a while. */
export const isOwnTemporaryName = (name: string): boolean => own.test(name);

export interface SweepOptions {
  /** Takes plain files of this account that bear such names as parts on their way to S3 have. */
  sendsToS3: boolean;
}

/** Removes copies that a process left behind when it was killed. What cannot be removed stays. Answers how many are gone. */
export const sweepTemporaryFiles = async (
  folder: string,
  now: Date,
  { sendsToS3 }: SweepOptions,
): Promise<number> => {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const isOwn = isOwnTemporaryName(name);
    if (!isOwn && !(sendsToS3 && unnamedPart.test(name))) continue;
    const path = join(folder, name);
    const found = await lstat(path).catch(() => null);
    if (!found || now.getTime() - found.mtimeMs < graceMs) continue;
    if (!isOwn && !(found.isFile() && found.uid === process.getuid?.())) continue;
    const isGone = await rm(path, { recursive: true, force: true }).then(
      () => true,
      () => false, // another account's, where several run on one machine
    );
    if (isGone) removed += 1;
  }
  return removed;
};

/**
 * Sweeps the temporary folder now and each hour: every process its own machine's, since a job for it would come to one of
 * them only.
 */
export const keepTemporaryFilesSwept = (log: Log, options: SweepOptions): { stop(): void } => {
  const sweep = async (): Promise<void> => {
    const removed = await sweepTemporaryFiles(tmpdir(), new Date(), options);
    if (removed > 0) log.info({ removed }, "copies that a killed process had left behind are removed");
  };
  void sweep();
  const timer = setInterval(() => void sweep(), hourMs).unref();
  return { stop: () => clearInterval(timer) };
};
