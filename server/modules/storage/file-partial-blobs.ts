import { randomUUID } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { copyFile, link, mkdir, open, stat, unlink, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { Unavailable } from "../../errors.ts";
import type { Sha256 } from "../../ids.ts";
import type { StoredBlob } from "./blob-store.ts";
import type { PartialBlobs } from "./partial-blobs.ts";
import { appendToFile, onMedium, stageFile, syncDirectory } from "./stage-file.ts";

/** Of file systems that know no hard links, or not between these two places. */
const linkless = new Set(["EXDEV", "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

async function* nothing(): AsyncGenerator<Buffer> {}

export interface FilePartialPlaces {
  directory: string;
  /** Where a file waits for its last name. */
  staging: string;
  /** Gives a staged file its last name, durably. */
  shelve(staged: string, sha256: Sha256): Promise<void>;
}

/** Unfinished files, as `partials/<id>`. A whole one gets a second name among the blobs: nothing is copied. */
export class FilePartialBlobs implements PartialBlobs {
  readonly #places: FilePartialPlaces;

  constructor(places: FilePartialPlaces) {
    this.#places = places;
  }

  async create(id: string): Promise<void> {
    const { directory } = this.#places;
    await onMedium(mkdir(directory, { recursive: true, mode: 0o750 }));
    await stageFile(this.#pathOf(id), nothing());
    await syncDirectory(directory);
  }

  async offset(id: string): Promise<number | null> {
    const found = await stat(this.#pathOf(id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      return onMedium(Promise.reject(error));
    });
    return found?.size ?? null;
  }

  append(id: string, offset: number, source: Readable): Promise<number> {
    return appendToFile(this.#pathOf(id), offset, source);
  }

  async read(id: string, start: number): Promise<Readable> {
    return createReadStream(this.#pathOf(id), { start, highWaterMark: 1024 * 1024 });
  }

  async keep(id: string, blob: StoredBlob): Promise<void> {
    const staged = join(this.#places.staging, `${randomUUID()}.part`);
    await onMedium(mkdir(dirname(staged), { recursive: true }));
    try {
      await onMedium(this.#stage(this.#pathOf(id), staged, blob.sizeBytes));
      await this.#places.shelve(staged, blob.sha256);
    } finally {
      // Renaming one name of a file to another of its names does nothing, so it may still be there.
      await unlink(staged).catch(() => {});
    }
  }

  #pathOf(id: string): string {
    return join(this.#places.directory, id);
  }

  async #stage(partial: string, staged: string, sizeBytes: number): Promise<void> {
    await link(partial, staged).catch(async (error: NodeJS.ErrnoException) => {
      if (!linkless.has(error.code ?? "")) throw error;
      await copyFile(partial, staged, constants.COPYFILE_EXCL);
    });
    const handle = await open(staged, "r+");
    try {
      if ((await handle.stat()).size !== sizeBytes)
        throw new Unavailable("blob.damaged", "An upload has another size than was written.");
      // A process that was killed may have written the last bytes without syncing them.
      await handle.sync();
    } finally {
      await handle.close();
    }
    const now = new Date();
    await utimes(staged, now, now); // the sweep counts a blob's age from here
  }

  async remove(id: string): Promise<void> {
    await onMedium(
      unlink(this.#pathOf(id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      }),
    );
  }
}
