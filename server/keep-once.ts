import { randomUUID } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { tryLock } from "./db/file-lock.ts";

const patienceMs = 10_000;

const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size;

/** Whether there is such a file with something in it. */
export const isKept = (file: string): boolean => (sizeOf(file) ?? 0) > 0;

const sync = (place: string): void => {
  const descriptor = openSync(place, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** A full disk leaves one where a file is not written beside its place. In turn, so that nobody removes what another has just made. */
const removeEmpty = (file: string): void => {
  if (sizeOf(file) !== 0) return;
  const lockFile = `${file}.lock`;
  const turn = tryLock(lockFile, "exclusive", patienceMs);
  if (!turn) throw new Error(`Another process has been at work on ${file} for too long.`);
  try {
    if (sizeOf(file) === 0) rmSync(file);
    rmSync(lockFile, { force: true });
  } finally {
    turn.release();
  }
};

/**
 * Makes a file that only its owner may read: whole and durable, or not at all, whatever fails meanwhile. False where there
 * is one already, or another process was quicker; an empty one counts as none.
 */
export const createOnce = (file: string, text: string): boolean => {
  if (isKept(file)) return false;
  const directory = path.dirname(file);
  mkdirSync(directory, { recursive: true });
  removeEmpty(file);
  const making = `${file}.making-${randomUUID()}`;
  try {
    writeFileSync(making, text, { mode: 0o600, flag: "wx", flush: true });
    linkSync(making, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(making, { force: true });
  }
  sync(directory);
  return true;
};

/** Keeps a text, unless one is kept already, and answers the one that is: the same for every process that asks. */
export const keepOnce = (file: string, text: string): string => {
  createOnce(file, text);
  return readFileSync(file, "utf8").trim();
};
