import { type FileHandle, open, unlink } from "node:fs/promises";
import { constants } from "node:os";
import { OutOfStorage, Unavailable } from "../../errors.ts";
import { RunningSync } from "./running-sync.ts";

/** Chunks off a socket are small; one system call for about this many bytes keeps the thread pool free for others. */
const batchBytes = 1024 * 1024;

/** By number: Node knows no name for EDQUOT and calls it "Unknown system error". */
const fullErrors = new Set([constants.errno.ENOSPC, constants.errno.EDQUOT]);

/** What a failing file system call means to a caller. */
export const translateFileError = (cause: unknown): OutOfStorage | Unavailable => {
  const errno = (cause as NodeJS.ErrnoException | null)?.errno;
  return errno !== undefined && fullErrors.has(-errno)
    ? new OutOfStorage("storage.full", "There is no room left to store this.", { cause })
    : new Unavailable("storage.unavailable", "The storage does not take or give files now.", { cause });
};

/** Runs one file system act; its error comes out as OutOfStorage or Unavailable. */
export const onMedium = async <T>(act: Promise<T>): Promise<T> => {
  try {
    return await act;
  } catch (cause) {
    throw translateFileError(cause);
  }
};

/** A write may take only a part of what it is given (a filling disk does that before it says ENOSPC). */
const writeAll = async (handle: FileHandle, batch: Buffer[], position: number): Promise<void> => {
  const total = batch.reduce((sum, chunk) => sum + chunk.length, 0);
  let { bytesWritten } = await handle.writev(batch, position);
  if (bytesWritten === total) return;
  const rest = Buffer.concat(batch);
  while (bytesWritten < total) {
    const written = await handle.write(rest, bytesWritten, total - bytesWritten, position + bytesWritten);
    bytesWritten += written.bytesWritten;
  }
};

/**
 * Writes batches one after another while the next one is being received and hashed, and tells `onWritten` how many bytes each
 * had. Answers where the last one ends.
 */
const writeChunks = async (
  handle: FileHandle,
  chunks: AsyncIterable<Buffer>,
  start: number,
  onWritten?: (bytes: number) => void,
): Promise<number> => {
  let batch: Buffer[] = [];
  let size = 0;
  let position = start;
  let writing: Promise<void> = Promise.resolve();
  const startWriting = async (): Promise<void> => {
    await writing;
    const bytes = size;
    writing = onMedium(writeAll(handle, batch, position)).then(() => onWritten?.(bytes));
    writing.catch(() => {}); // it is awaited with the next batch: until then it must not count as unhandled
    position += size;
    batch = [];
    size = 0;
  };
  try {
    for await (const chunk of chunks) {
      batch.push(chunk);
      size += chunk.length;
      if (size >= batchBytes) await startWriting();
    }
    if (size > 0) await startWriting();
  } finally {
    await writing;
  }
  return position;
};

/**
 * Streams chunks into a new file and makes them durable. On any failure the file is gone and its descriptor closed. A
 * failed fsync is final: the kernel may have dropped the pages, so asking again would confirm bytes that are lost.
 */
export const stageFile = async (path: string, chunks: AsyncIterable<Buffer>): Promise<void> => {
  const handle = await onMedium(open(path, "wx", 0o640));
  try {
    await writeChunks(handle, chunks, 0);
    await onMedium(handle.sync());
    await onMedium(handle.close());
  } catch (error) {
    await handle.close().catch(() => {});
    await unlink(path).catch(() => {});
    throw error;
  }
};

/** The same for what only this process reads, and soon: nothing is made durable. */
export const spoolFile = async (path: string, chunks: AsyncIterable<Buffer>): Promise<void> => {
  const handle = await onMedium(open(path, "wx", 0o600));
  try {
    await writeChunks(handle, chunks, 0);
  } finally {
    await onMedium(handle.close());
  }
};

/**
 * Adds chunks to a file from `start` on, which is its end, and makes them durable. Answers where the end is then. What
 * came before a failing chunk stays; after a failed sync all that was added goes, since it might be lost already.
 */
export const appendToFile = async (
  path: string,
  start: number,
  chunks: AsyncIterable<Buffer>,
): Promise<number> => {
  const handle = await onMedium(open(path, "r+"));
  const sync = new RunningSync(handle);
  const orTakeBack = (synced: Promise<void>): Promise<void> =>
    onMedium(synced).catch(async (error: unknown) => {
      await onMedium(handle.truncate(start));
      throw error;
    });
  try {
    const end = await writeChunks(handle, chunks, start, (bytes) => sync.wrote(bytes)).catch(
      async (error: unknown) => {
        await orTakeBack(sync.rest());
        throw error;
      },
    );
    await orTakeBack(sync.finish());
    return end;
  } finally {
    await onMedium(handle.close());
  }
};

/** Makes a rename or a new entry in this directory survive a power cut. */
export const syncDirectory = async (path: string): Promise<void> => {
  const handle = await onMedium(open(path, "r"));
  try {
    await onMedium(handle.sync());
  } finally {
    await onMedium(handle.close());
  }
};
