import type { StorageEngine } from "multer";
import { DomainError, Unavailable } from "../../errors.ts";
import type { Sha256 } from "../../ids.ts";
import type { BlobStore } from "./blob-store.ts";
import { keepEnds } from "./keep-ends.ts";

type HandledRequest = Parameters<StorageEngine["_handleFile"]>[0];
type HandledFile = Parameters<StorageEngine["_handleFile"]>[1];

/** One uploaded file whose bytes are durable in the blob store. */
export interface StoredUpload {
  sha256: Sha256;
  sizeBytes: number;
  /** First and last bytes (at most 64 KiB each, together never overlapping in a file above 64 KiB), for sniffing. */
  head: Buffer;
  tail: Buffer;
  /** The file name as it came: bytes of an encoding that `decodeFileName` finds out. */
  originalNameBytes: Buffer;
  /** What the client says; never believed, kept for the record. */
  declaredMediaType: string;
}

export interface BlobEngineOptions {
  blobs: BlobStore;
  /** The most bytes that this request's file may have: the configured limit, or less where a quota is nearly used up. */
  maxBytes: (request: HandledRequest) => number | Promise<number>;
  /**
   * Told of a refusal at once. multer reports it only after the client has sent everything, so an edge that wants to
   * answer a too large upload early does it here.
   */
  onRefused?: (request: HandledRequest, error: DomainError) => void;
}

/** Options that multer must be made with for names to survive: see `decodeFileName`. Limits are the edge's. */
export const multerNameOptions = { defParamCharset: "latin1", preservePath: true } as const;

/** With `defParamCharset: "latin1"` one character is one byte, except where RFC 5987 `filename*` was decoded already. */
const nameBytes = (name: string): Buffer =>
  [...name].some((character) => character > "\u00ff")
    ? Buffer.from(name, "utf8")
    : Buffer.from(name, "latin1");

/**
 * A multer storage engine that streams into the blob store: no temporary copy, no file in memory. An aborted request
 * aborts the write. A file that multer takes back stays: other resources may share its bytes, and the sweep knows.
 */
export const createBlobEngine = ({ blobs, maxBytes, onRefused }: BlobEngineOptions): StorageEngine => {
  const store = async (request: HandledRequest, file: HandledFile): Promise<StoredUpload> => {
    const aborted = new AbortController();
    const abortUnlessComplete = (): void => {
      if (!request.complete) aborted.abort(new Error("the client went away"));
    };
    request.once("close", abortUnlessComplete);
    file.stream.on("error", () => {}); // it may fail while maxBytes is being found out; the write reports it
    const ends = keepEnds();
    try {
      const limits = { maxBytes: await maxBytes(request), rejectEmpty: true, signal: aborted.signal };
      const blob = await blobs.write(file.stream, { ...limits, onChunk: ends.see });
      return {
        ...blob,
        ...ends.taken(),
        originalNameBytes: nameBytes(file.originalname),
        declaredMediaType: file.mimetype,
      };
    } finally {
      request.off("close", abortUnlessComplete);
    }
  };
  return {
    _handleFile: (request, file, done) => {
      store(request, file).then(
        (stored) => done(null, { size: stored.sizeBytes, stored } as Partial<HandledFile>),
        (cause: unknown) => {
          const error =
            cause instanceof DomainError ? cause : new Unavailable(undefined, undefined, { cause });
          onRefused?.(request, error);
          done(error);
        },
      );
    },
    _removeFile: (_request, _file, done) => done(null),
  };
};

/** What the engine stored for a file of `request.file` or `request.files`. */
export const storedUploadOf = (file: HandledFile): StoredUpload =>
  (file as HandledFile & { stored: StoredUpload }).stored;
