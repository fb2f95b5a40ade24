/** Storage: immutable bytes by their SHA-256, and what an upload needs before it is one. Knows no subject. */

export {
  listRecordedBlobs,
  recordBlob,
  recordVerification,
  removeBlobRecord,
} from "./blob-record-store.ts";
export type { BlobStore, ByteRange, StoredBlob } from "./blob-store.ts";
export { collectGarbage } from "./collect-garbage.ts";
export { contentDisposition } from "./content-disposition.ts";
export { createBlobStore } from "./create-blob-store.ts";
export { decodeFileName, decodeFileNames } from "./decode-file-name.ts";
export { keepEnds } from "./keep-ends.ts";
export { type LeftOutReason, leftOutReason } from "./left-out-names.ts";
export {
  createBlobEngine,
  multerNameOptions,
  type StoredUpload,
  storedUploadOf,
} from "./multer-blob-engine.ts";
export type { S3Options } from "./s3-client-config.ts";
export { sanitizeFileName } from "./sanitize-file-name.ts";
export {
  findingOf,
  findScan,
  heldStatuses,
  lockScan,
  type RecordedScan,
  recordRelease,
  recordScan,
  type ScanState,
} from "./scan-store.ts";
export { type SniffedType, sniffMediaType } from "./sniff-media-type.ts";
export type { ScanStatus } from "./tables.ts";
export { type BlobFinding, verifyBlobs } from "./verify-blobs.ts";
export { type Checksum, checksumAlgorithms, createChunkVerifier, type VerifyChunk } from "./verify-chunk.ts";
