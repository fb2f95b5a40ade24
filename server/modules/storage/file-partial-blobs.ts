import { randomUUID } from "node:crypto";
import { constants, createReadStream } from "node:fs";
import { copyFile, link, mkdir, open, stat, unlink, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { FileStore } from "@tus/file-store";
import { type KvStore, Upload } from "@tus/server";
import { Unavailable } from "../../errors.ts";
import type { Sha256 } from "../../ids.ts";
import type { StoredBlob } from "./blob-store.ts";
import type { PartialBlobs } from "./partial-blobs.ts";
import { appendToFile, onMedium } from "./stage-file.ts";

/** Sizes, names and ages are in the caller's records: beside the bytes the library keeps nothing. */
const noRecords: KvStore<Upload> = {
  get: async (id) => new Upload({ id, offset: 0 }),
  set: async () => {},
  delete: async () => {},
};

/** Of file systems that know no hard links, or not between these two places. */
const linkless = new Set(["EXDEV", "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

/** The library's file store, where what was acknowledged is durable and a full disk is called one. */
class DurableFileStore extends FileStore {
  pathOf(id: string): string {
    return join(this.directory, id);
  }

  override write(source: Readable, id: string, offset: number): Promise<number> {
    return appendToFile(this.pathOf(id), offset, source);
  }
}

export interface FilePartialPlaces {
  directory: string;
  /** Where a file waits for its last name. */
  staging: string;
  /** Gives a staged file its last name, durably. */
  shelve(staged: string, sha256: Sha256): Promise<void>;
}

/** Unfinished files, as `partials/<id>`. A whole one gets a second name among the blobs: nothing is copied. */
export class FilePartialBlobs implements PartialBlobs {
  readonly #store: DurableFileStore;
  readonly #places: FilePartialPlaces;

  constructor(places: FilePartialPlaces) {
    this.#places = places;
    this.#store = new DurableFileStore({ directory: places.directory, configstore: noRecords });
  }

  async create(id: string, sizeBytes: number): Promise<void> {
    await onMedium(this.#store.create(new Upload({ id, size: sizeBytes, offset: 0 })));
  }

  async offset(id: string): Promise<number | null> {
    const found = await stat(this.#store.pathOf(id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      return onMedium(Promise.reject(error));
    });
    return found?.size ?? null;
  }

  append(id: string, offset: number, source: Readable): Promise<number> {
    return this.#store.write(source, id, offset);
  }

  async read(id: string, start: number): Promise<Readable> {
    return createReadStream(this.#store.pathOf(id), { start, highWaterMark: 1024 * 1024 });
  }

  async keep(id: string, blob: StoredBlob): Promise<void> {
    const staged = join(this.#places.staging, `${randomUUID()}.part`);
    await onMedium(mkdir(dirname(staged), { recursive: true }));
    try {
      await onMedium(this.#stage(this.#store.pathOf(id), staged, blob.sizeBytes));
      await this.#places.shelve(staged, blob.sha256);
    } finally {
      // Renaming one name of a file to another of its names does nothing, so it may still be there.
      await unlink(staged).catch(() => {});
    }
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
      unlink(this.#store.pathOf(id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw error;
      }),
    );
  }
}
