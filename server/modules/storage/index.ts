/** Storage: immutable bytes by their SHA-256, and what an upload needs before it is one. Knows no subject. */

export { isSha256 } from "./blob-key.ts";
export {
  listRecordedBlobs,
  recordBlob,
  recordVerification,
  removeBlobRecord,
} from "./blob-record-store.ts";
export type { BlobStore, ByteRange, StoredBlob, WriteLimits } from "./blob-store.ts";
export { type CollectGarbageOptions, collectGarbage, type GarbageCollected } from "./collect-garbage.ts";
export { contentDisposition } from "./content-disposition.ts";
export { createBlobStore } from "./create-blob-store.ts";
export { decodeFileName } from "./decode-file-name.ts";
export { keepEnds } from "./keep-ends.ts";
export { type LeftOutReason, leftOutReason } from "./left-out-names.ts";
export {
  type BlobEngineOptions,
  createBlobEngine,
  multerNameOptions,
  type StoredUpload,
  storedUploadOf,
} from "./multer-blob-engine.ts";
export type { S3Options } from "./s3-client-config.ts";
export { sanitizeFileName } from "./sanitize-file-name.ts";
export { findScan, heldStatuses, lockScan, recordScan, type ScanState } from "./scan-store.ts";
export { type SniffedType, type SniffInput, sniffMediaType } from "./sniff-media-type.ts";
export type { ScanStatus } from "./tables.ts";
export { type BlobCounts, type BlobFinding, type VerifyBlobsOptions, verifyBlobs } from "./verify-blobs.ts";
export { type Checksum, checksumAlgorithms, createChunkVerifier, type VerifyChunk } from "./verify-chunk.ts";
