import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  type S3Client,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { isMissing, isMissingObject, isNotSupported } from "./s3-errors.ts";

export interface S3Bucket {
  client: S3Client;
  bucket: string;
}

/** Size of an object in bytes, or null where there is none. */
export const objectSize = async ({ client, bucket }: S3Bucket, key: string): Promise<number | null> => {
  try {
    const { ContentLength } = await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return ContentLength ?? 0;
  } catch (error) {
    if (isMissingObject(error)) return null;
    throw error;
  }
};

/**
 * Streams chunks into one object, in parts. A completion whose answer got lost is seen by the object's being there in
 * full: asked again, the server knows no such upload, though all went well.
 */
export const uploadInParts = async (
  place: S3Bucket,
  key: string,
  chunks: AsyncIterable<Buffer>,
  partSize: number,
): Promise<void> => {
  let sourceFailure: unknown = null;
  let sizeBytes = 0;
  let isRead = false;
  const body = async function* (): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of chunks) {
        sizeBytes += chunk.length;
        yield chunk;
      }
      isRead = true;
    } catch (error) {
      sourceFailure = error;
      throw error;
    }
  };
  const params = { Bucket: place.bucket, Key: key, Body: Readable.from(body()) };
  try {
    await new Upload({ client: place.client, params, partSize, queueSize: 2 }).done();
  } catch (error) {
    if (sourceFailure) throw sourceFailure;
    if (isRead && (await objectSize(place, key).catch(() => null)) === sizeBytes) return;
    throw error;
  }
};

/** Lets the server copy an object; above `partBytes` in parts, since one call copies 5 GiB at most and may take long. */
export const copyObject = async (
  place: S3Bucket,
  from: string,
  to: string,
  sizeBytes: number,
  partBytes: number,
): Promise<void> => {
  const { client, bucket } = place;
  const target = { Bucket: bucket, Key: to };
  const CopySource = `${bucket}/${from}`;
  if (sizeBytes <= partBytes) {
    await client.send(new CopyObjectCommand({ ...target, CopySource }));
    return;
  }
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  try {
    const parts: { PartNumber: number; ETag: string | undefined }[] = [];
    for (let start = 0; start < sizeBytes; start += partBytes) {
      const PartNumber = parts.length + 1;
      const CopySourceRange = `bytes=${start}-${Math.min(start + partBytes, sizeBytes) - 1}`;
      const part = { ...target, CopySource, CopySourceRange, PartNumber, UploadId };
      const { CopyPartResult } = await client.send(new UploadPartCopyCommand(part));
      parts.push({ PartNumber, ETag: CopyPartResult?.ETag });
    }
    await client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts: parts } }),
    );
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ ...target, UploadId })).catch(() => {});
    if ((await objectSize(place, to).catch(() => null)) !== sizeBytes) throw error;
  }
};

const abortUpload = async ({ client, bucket }: S3Bucket, Key: string, UploadId: string): Promise<void> => {
  try {
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
  } catch (error) {
    if (!isMissing(error)) throw error; // completed or aborted in the meantime
  }
};

/**
 * Gives back the room of uploads that began too long ago and were never completed; no listing of objects shows them. Answers
 * how many. A server that cannot list them has its own expiry.
 */
export const abortUploads = async (
  place: S3Bucket,
  isOld: (key: string, begun: Date) => boolean,
): Promise<number> => {
  let removed = 0;
  let page: ListMultipartUploadsCommandOutput | undefined;
  do {
    const after = { KeyMarker: page?.NextKeyMarker, UploadIdMarker: page?.NextUploadIdMarker };
    try {
      page = await place.client.send(new ListMultipartUploadsCommand({ Bucket: place.bucket, ...after }));
    } catch (error) {
      if (isNotSupported(error)) return removed;
      throw error;
    }
    for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
      if (!Key || !UploadId || !Initiated || !isOld(Key, Initiated)) continue;
      await abortUpload(place, Key, UploadId);
      removed += 1;
    }
  } while (page.IsTruncated && page.NextKeyMarker);
  return removed;
};
