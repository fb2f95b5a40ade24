import { randomUUID } from "node:crypto";
import type { Stats } from "node:fs";
import { type FileHandle, mkdir, open, opendir, rename, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { Invalid, NotFound, Unavailable } from "../../errors.ts";
import type { Sha256 } from "../../ids.ts";
import { requireSha256, sha256Form } from "./blob-key.ts";
import type { BlobStore, ByteRange, StoredBlob, WriteLimits } from "./blob-store.ts";
import { checkStream } from "./check-stream.ts";
import { copyToStream } from "./copy-to-stream.ts";
import { FilePartialBlobs } from "./file-partial-blobs.ts";
import { measureStream, refuseAborted } from "./measure-stream.ts";
import { type PartialBlobs, partialGraceMs } from "./partial-blobs.ts";
import { onMedium, stageFile, syncDirectory, translateFileError } from "./stage-file.ts";

const readChunkBytes = 256 * 1024;

const unlessMissing = async <T>(act: Promise<T>): Promise<T | null> => {
  try {
    return await act;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw translateFileError(error);
  }
};

/** The names of this form in a directory; none where it does not exist (yet, or any more). */
async function* namesIn(directory: string, form: RegExp): AsyncGenerator<string> {
  const opened = await unlessMissing(opendir(directory));
  if (!opened) return;
  for await (const entry of opened) if (form.test(entry.name)) yield entry.name;
}

const requireRange = (range: ByteRange, size: number): void => {
  if (!(range.start >= 0 && range.end >= range.start)) throw new Invalid("range.invalid", "No such range.");
  if (range.end >= size)
    throw new Unavailable("blob.damaged", "A stored file is damaged: it is shorter than it was.");
};

const shelfForm = /^[0-9a-f]{2}$/;
const stagedForm = /\.part$/;
const anyName = /./;

/**
 * Blobs as files: `blobs/ab/cd/<sha256>`, those being written as `staging/<random>.part`, those that may be continued as
 * `partials/<id>`. No user-given name reaches the disk.
 */
export class FileBlobStore implements BlobStore {
  readonly #blobs: string;
  readonly #staging: string;
  readonly #partials: string;
  #partialBlobs: PartialBlobs | undefined;

  constructor(options: { directory: string }) {
    this.#blobs = join(options.directory, "blobs");
    this.#staging = join(options.directory, "staging");
    this.#partials = join(options.directory, "partials");
  }

  /** Made when first asked for: the library's store makes its directory at once. */
  get partials(): PartialBlobs {
    this.#partialBlobs ??= new FilePartialBlobs({
      directory: this.#partials,
      staging: this.#staging,
      shelve: (staged, sha256) => this.#shelve(staged, sha256, undefined),
    });
    return this.#partialBlobs;
  }

  #shelf(sha256: Sha256): [string, string, string] {
    const outer = join(this.#blobs, sha256.slice(0, 2));
    return [join(outer, sha256.slice(2, 4)), outer, this.#blobs];
  }

  #path(sha256: Sha256): string {
    return join(this.#blobs, sha256.slice(0, 2), sha256.slice(2, 4), requireSha256(sha256));
  }

  async write(source: Readable, limits: WriteLimits): Promise<StoredBlob> {
    const staged = join(this.#staging, `${randomUUID()}.part`);
    try {
      const measured = measureStream(source, limits);
      await onMedium(mkdir(this.#staging, { recursive: true }));
      await stageFile(staged, measured.chunks);
      const blob = measured.result();
      await this.#shelve(staged, blob.sha256, limits.signal);
      return blob;
    } finally {
      source.destroy();
    }
  }

  /** Renaming over an equal file keeps one copy, and open readers keep theirs. */
  async #shelve(staged: string, sha256: Sha256, signal: AbortSignal | undefined): Promise<void> {
    const shelf = this.#shelf(sha256);
    try {
      refuseAborted(signal);
      await onMedium(mkdir(shelf[0], { recursive: true }));
      await onMedium(rename(staged, this.#path(sha256)));
    } catch (error) {
      await unlink(staged).catch(() => {});
      throw error;
    }
    // All levels each time: another write may have made a directory whose entry is not durable yet.
    for (const directory of shelf) await syncDirectory(directory);
  }

  async read(sha256: Sha256, range?: ByteRange): Promise<Readable> {
    const handle = await unlessMissing(open(this.#path(sha256), "r"));
    if (!handle) throw new NotFound();
    try {
      return await this.#stream(handle, sha256, range);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async send(sha256: Sha256, range: ByteRange, destination: Writable): Promise<void> {
    const handle = await unlessMissing(open(this.#path(sha256), "r"));
    if (!handle) throw new NotFound();
    try {
      requireRange(range, (await onMedium(handle.stat())).size);
      await copyToStream(handle, range, destination);
    } finally {
      await handle.close();
    }
  }

  async #stream(handle: FileHandle, sha256: Sha256, range: ByteRange | undefined): Promise<Readable> {
    const { size } = await onMedium(handle.stat());
    if (range) requireRange(range, size);
    const expected = range ? { sizeBytes: range.end - range.start + 1 } : { sizeBytes: size, sha256 };
    return checkStream(handle.createReadStream({ ...range, highWaterMark: readChunkBytes }), expected);
  }

  async size(sha256: Sha256): Promise<number | null> {
    return (await unlessMissing(stat(this.#path(sha256))))?.size ?? null;
  }

  async remove(sha256: Sha256): Promise<void> {
    await unlessMissing(unlink(this.#path(sha256)));
  }

  async *list(): AsyncGenerator<StoredBlob & { writtenAt: Date }> {
    for await (const outer of namesIn(this.#blobs, shelfForm)) {
      for await (const inner of namesIn(join(this.#blobs, outer), shelfForm)) {
        for await (const name of namesIn(join(this.#blobs, outer, inner), sha256Form)) {
          const found: Stats | null = await unlessMissing(stat(join(this.#blobs, outer, inner, name)));
          if (found) yield { sha256: name as Sha256, sizeBytes: found.size, writtenAt: found.mtime };
        }
      }
    }
  }

  async removeStaged(olderThan: Date): Promise<number> {
    const unfinished = new Date(olderThan.getTime() - partialGraceMs);
    return (
      (await this.#removeOld(this.#staging, stagedForm, olderThan)) +
      (await this.#removeOld(this.#partials, anyName, unfinished))
    );
  }

  async #removeOld(directory: string, form: RegExp, olderThan: Date): Promise<number> {
    let removed = 0;
    for await (const name of namesIn(directory, form)) {
      const path = join(directory, name);
      const found = await unlessMissing(stat(path));
      if (!found || found.mtime >= olderThan) continue;
      if ((await unlessMissing(unlink(path))) !== null) removed += 1;
    }
    return removed;
  }

  /** A file has no address of its own. */
  async presignDownload(): Promise<null> {
    return null;
  }

  async check(): Promise<void> {
    const probe = join(this.#staging, `${randomUUID()}.part`);
    try {
      await mkdir(this.#staging, { recursive: true });
      await writeFile(probe, "written to see whether the disk takes it");
      await unlink(probe);
    } catch (cause) {
      await unlink(probe).catch(() => {});
      throw new Unavailable("storage.unavailable", "The storage directory cannot be written.", { cause });
    }
  }
}
