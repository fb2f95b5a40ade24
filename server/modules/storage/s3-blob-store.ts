import { randomUUID } from "node:crypto";
import type { Readable, Writable } from "node:stream";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { Invalid, Unavailable } from "../../errors.ts";
import type { Sha256 } from "../../ids.ts";
import { isSha256, requireSha256 } from "./blob-key.ts";
import type { BlobStore, ByteRange, StoredBlob, WriteLimits } from "./blob-store.ts";
import { checkStream } from "./check-stream.ts";
import { writeChunk } from "./copy-to-stream.ts";
import { type Gathered, gatherHead, replay } from "./gather-head.ts";
import { measureStream, refuseAborted } from "./measure-stream.ts";
import { type PartialBlobs, partialGraceMs } from "./partial-blobs.ts";
import { type S3Options, type S3Tuning, s3ClientConfig, usualTuning } from "./s3-client-config.ts";
import { isMissing, translateS3Error } from "./s3-errors.ts";
import { abortUploads, copyObject, objectSize, type S3Bucket, uploadInParts } from "./s3-multipart.ts";
import { partialPrefix, S3PartialBlobs } from "./s3-partial-blobs.ts";

/** S3 allows 10 000 parts. */
const mostParts = 9_000;
const blobPrefix = "blobs/";
const stagingPrefix = "staging/";
const blobKey = (sha256: Sha256): string => `${blobPrefix}${requireSha256(sha256)}`;

/**
 * Blobs as objects of any S3-compatible server: `blobs/<sha256>`, those being written under `staging/`. The hash of a large
 * upload is known only at its end, so it goes to a staging key in parts and is then copied by the server itself. Every
 * step may be repeated: an answer that got lost after its request was applied changes nothing.
 */
export class S3BlobStore implements BlobStore {
  readonly #bucket: string;
  readonly #client: S3Client;
  readonly #publicClient: S3Client | null;
  readonly #tuning: S3Tuning;
  readonly partials: PartialBlobs;

  constructor(options: S3Options, tuning: Partial<S3Tuning> = {}) {
    this.#tuning = { ...usualTuning, ...tuning };
    this.#bucket = options.bucket;
    const connect = (endpoint: string) => new S3Client(s3ClientConfig(options, this.#tuning, endpoint));
    this.#client = connect(options.endpoint);
    this.#publicClient = options.redirectDownloads
      ? connect(options.publicEndpoint ?? options.endpoint)
      : null;
    this.partials = new S3PartialBlobs({
      place: this.#place,
      config: s3ClientConfig(options, this.#tuning, options.endpoint),
      partBytes: this.#tuning.partBytes,
      // An upload that is refused when it is whole comes here with each request about it: its bytes are copied once.
      shelve: async (key, blob) => {
        if ((await objectSize(this.#place, blobKey(blob.sha256))) !== blob.sizeBytes)
          await this.#shelve(key, blob);
      },
    });
  }

  /** Makes the bucket where it is missing; called once at start. */
  async prepare(): Promise<void> {
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
    } catch (error) {
      if (!isMissing(error)) throw translateS3Error(error);
      await this.#client.send(new CreateBucketCommand({ Bucket: this.#bucket })).catch(() => this.check());
    }
  }

  async write(source: Readable, limits: WriteLimits): Promise<StoredBlob> {
    try {
      const measured = measureStream(source, limits);
      const gathered = await gatherHead(measured.chunks, this.#tuning.partBytes);
      if (gathered.rest) return await this.#writeInParts(gathered, measured.result, limits);
      const blob = measured.result();
      const Body = Buffer.concat(gathered.head);
      await this.#client.send(
        new PutObjectCommand({ Bucket: this.#bucket, Key: blobKey(blob.sha256), Body }),
      );
      await this.#confirm(blobKey(blob.sha256), blob.sizeBytes);
      return blob;
    } catch (error) {
      throw translateS3Error(error);
    } finally {
      source.destroy();
    }
  }

  async #writeInParts(
    gathered: Gathered,
    result: () => StoredBlob,
    limits: WriteLimits,
  ): Promise<StoredBlob> {
    const key = `${stagingPrefix}${randomUUID()}`;
    try {
      const partBytes = Math.max(this.#tuning.partBytes, Math.ceil(limits.maxBytes / mostParts));
      await uploadInParts(this.#place, key, replay(gathered), partBytes);
      const blob = result();
      refuseAborted(limits.signal);
      await this.#shelve(key, blob);
      return blob;
    } finally {
      await this.#delete(key).catch(() => {}); // the sweep takes what cannot be deleted now
    }
  }

  /** Gives an object its last name as well. */
  async #shelve(key: string, { sha256, sizeBytes }: StoredBlob): Promise<void> {
    await copyObject(this.#place, key, blobKey(sha256), sizeBytes, this.#tuning.copyPartBytes);
    await this.#confirm(blobKey(sha256), sizeBytes);
  }

  get #place(): S3Bucket {
    return { client: this.#client, bucket: this.#bucket };
  }

  async #confirm(key: string, sizeBytes: number): Promise<void> {
    const found = await objectSize(this.#place, key);
    if (found !== sizeBytes)
      throw new Unavailable(
        "storage.unconfirmed",
        "The object storage took a file but does not show it whole.",
      );
  }

  async #delete(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
  }

  async send(sha256: Sha256, range: ByteRange, destination: Writable): Promise<void> {
    destination.on("error", () => {}); // it comes back with the write that failed
    for await (const chunk of await this.read(sha256, range)) await writeChunk(destination, chunk);
  }

  async read(sha256: Sha256, range?: ByteRange): Promise<Readable> {
    const place = { Bucket: this.#bucket, Key: blobKey(sha256) };
    if (range && !(range.start >= 0 && range.end >= range.start))
      throw new Invalid("range.invalid", "No such range.");
    const Range = range && `bytes=${range.start}-${range.end}`;
    try {
      const { Body, ContentLength = 0 } = await this.#client.send(new GetObjectCommand({ ...place, Range }));
      const asked = range ? { sizeBytes: range.end - range.start + 1 } : { sizeBytes: ContentLength, sha256 };
      const body = Body as Readable;
      if (asked.sizeBytes === ContentLength) return checkStream(body, asked);
      body.destroy();
      throw new Unavailable(
        "blob.damaged",
        "A stored file is damaged: the object storage gave another part of it.",
      );
    } catch (error) {
      throw translateS3Error(error);
    }
  }

  async size(sha256: Sha256): Promise<number | null> {
    try {
      return await objectSize(this.#place, blobKey(sha256));
    } catch (error) {
      throw translateS3Error(error);
    }
  }

  async remove(sha256: Sha256): Promise<void> {
    try {
      await this.#delete(blobKey(sha256));
    } catch (error) {
      throw translateS3Error(error);
    }
  }

  async *#objects(prefix: string): AsyncGenerator<{ key: string; sizeBytes: number; writtenAt: Date }> {
    const wanted = { Bucket: this.#bucket, Prefix: prefix };
    try {
      for await (const page of paginateListObjectsV2({ client: this.#client }, wanted))
        for (const { Key, Size = 0, LastModified } of page.Contents ?? [])
          if (Key && LastModified) yield { key: Key, sizeBytes: Size, writtenAt: LastModified };
    } catch (error) {
      throw translateS3Error(error);
    }
  }

  async *list(): AsyncGenerator<StoredBlob & { writtenAt: Date }> {
    for await (const { key, sizeBytes, writtenAt } of this.#objects(blobPrefix)) {
      const sha256 = key.slice(blobPrefix.length);
      if (isSha256(sha256)) yield { sha256, sizeBytes, writtenAt };
    }
  }

  async removeStaged(olderThan: Date): Promise<number> {
    const unfinished = new Date(olderThan.getTime() - partialGraceMs);
    const isOld = (key: string, at: Date) => at < (key.startsWith(partialPrefix) ? unfinished : olderThan);
    try {
      let removed = await abortUploads(this.#place, isOld);
      for (const prefix of [stagingPrefix, partialPrefix]) {
        for await (const { key, writtenAt } of this.#objects(prefix)) {
          if (!isOld(key, writtenAt)) continue;
          await this.#delete(key);
          removed += 1;
        }
      }
      return removed;
    } catch (error) {
      throw translateS3Error(error);
    }
  }

  async presignDownload(
    sha256: Sha256,
    headers: { contentType: string; contentDisposition: string },
    expiresInSeconds: number,
  ): Promise<string | null> {
    if (!this.#publicClient) return null;
    const wanted = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: blobKey(sha256),
      ResponseContentType: headers.contentType,
      ResponseContentDisposition: headers.contentDisposition,
    });
    return getSignedUrl(this.#publicClient, wanted, { expiresIn: expiresInSeconds });
  }

  async check(): Promise<void> {
    try {
      await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
    } catch (cause) {
      const message = `The object storage does not answer for its bucket "${this.#bucket}".`;
      throw new Unavailable("storage.unavailable", message, { cause });
    }
  }

  /** Ends kept-alive connections; the store must not be used afterwards. */
  close(): void {
    this.#client.destroy();
    this.#publicClient?.destroy();
  }
}
