import { Readable } from "node:stream";
import { DeleteObjectCommand, GetObjectCommand, type S3ClientConfig } from "@aws-sdk/client-s3";
import { type MetadataValue, S3Store } from "@tus/s3-store";
import { type KvStore, Upload } from "@tus/server";
import { Unavailable } from "../../errors.ts";
import type { StoredBlob } from "./blob-store.ts";
import type { PartialBlobs } from "./partial-blobs.ts";
import { isMissing, translateS3Error } from "./s3-errors.ts";
import { objectSize, type S3Bucket } from "./s3-multipart.ts";

export const partialPrefix = "partials/";

/** Nothing is remembered of an upload: another server may have ended it meanwhile. */
const noCache: KvStore<MetadataValue> = {
  get: async () => undefined,
  set: async () => {},
  delete: async () => {},
};

/** The library's S3 store. It completes the object with the write that brings the last byte, or later, where that failed. */
class CompletingS3Store extends S3Store {
  async complete(key: string): Promise<void> {
    await this.finishMultipartUpload(await this.getMetadata(key), await this.retrieveParts(key));
  }
}

/** What the library's store throws for what is not there: its own words, or those of the server. */
const isUnknown = (error: unknown): boolean => {
  const status = (error as { status_code?: unknown } | null)?.status_code;
  return status === 404 || status === 410 || isMissing(error);
};

export interface S3PartialPlaces {
  place: S3Bucket;
  config: S3ClientConfig;
  /** Parts of this size; what does not fill one waits in an object of its own. */
  partBytes: number;
  /** Copies a whole object among the blobs. */
  shelve(key: string, blob: StoredBlob): Promise<void>;
}

/**
 * Unfinished files as multipart uploads under `partials/`. The library gathers each part in a temporary file of this
 * machine before it sends it, so what a killed server had not sent is sent again by the client.
 */
export class S3PartialBlobs implements PartialBlobs {
  readonly #places: S3PartialPlaces;
  readonly #store: CompletingS3Store;

  constructor(places: S3PartialPlaces) {
    this.#places = places;
    this.#store = new CompletingS3Store({
      partSize: places.partBytes,
      useTags: false, // not every server knows them
      // The library's turns begin with a part's first byte and last as long as its client is slow; what is sent to the
      // object storage at once is bounded by the sockets of its client.
      maxConcurrentPartUploads: Number.POSITIVE_INFINITY,
      s3ClientConfig: { ...places.config, bucket: places.place.bucket },
      cache: noCache,
    });
  }

  async #asked<T>(act: Promise<T>): Promise<T> {
    try {
      return await act;
    } catch (error) {
      throw translateS3Error(error);
    }
  }

  async create(id: string, sizeBytes: number): Promise<void> {
    await this.#asked(this.#store.create(new Upload({ id: partialPrefix + id, size: sizeBytes, offset: 0 })));
  }

  async offset(id: string): Promise<number | null> {
    try {
      const { offset } = await this.#store.getUpload(partialPrefix + id);
      // SeaweedFS lists no parts of what was completed, where others say that there is no such upload.
      return offset || ((await objectSize(this.#places.place, partialPrefix + id)) ?? 0);
    } catch (error) {
      // The library's store says "not found" of a server that does not answer, too.
      if (!isUnknown(error)) throw translateS3Error(error);
      const known = await this.#asked(objectSize(this.#places.place, `${partialPrefix}${id}.info`));
      if (known === null) return null;
      throw new Unavailable("storage.unavailable", undefined, { cause: error });
    }
  }

  append(id: string, offset: number, source: Readable): Promise<number> {
    return this.#asked(this.#store.write(source, partialPrefix + id, offset));
  }

  async #complete(key: string): Promise<void> {
    if ((await objectSize(this.#places.place, key)) === null) await this.#store.complete(key);
  }

  async read(id: string, start: number): Promise<Readable> {
    const { client, bucket } = this.#places.place;
    const Key = partialPrefix + id;
    await this.#asked(this.#complete(Key));
    if (start === (await this.#asked(objectSize(this.#places.place, Key)))) return Readable.from([]);
    const wanted = new GetObjectCommand({ Bucket: bucket, Key, Range: `bytes=${start}-` });
    return (await this.#asked(client.send(wanted))).Body as Readable;
  }

  async keep(id: string, blob: StoredBlob): Promise<void> {
    await this.#asked(this.#complete(partialPrefix + id));
    await this.#asked(this.#places.shelve(partialPrefix + id, blob));
  }

  async remove(id: string): Promise<void> {
    const { client, bucket } = this.#places.place;
    const key = partialPrefix + id;
    await this.#store.remove(key).catch((error: unknown) => {
      if (!isUnknown(error)) throw translateS3Error(error);
    });
    // Of a completed upload the library's store leaves what it has put there.
    for (const Key of [`${key}.part`, key, `${key}.info`])
      await this.#asked(client.send(new DeleteObjectCommand({ Bucket: bucket, Key })));
  }
}
