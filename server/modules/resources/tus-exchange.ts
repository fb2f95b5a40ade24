import type { Context } from "../../context.ts";
import {
  Conflict,
  type DomainError,
  Invalid,
  NotFound,
  PreconditionFailed,
  TooLarge,
  UnsupportedMediaType,
} from "../../errors.ts";
import type { UploadId } from "../../ids.ts";
import { type Checksum, checksumAlgorithms } from "../storage/index.ts";
import { listOwnUploads } from "./file-store.ts";
import { findOwnResumable } from "./resumable-store.ts";
import { actorId } from "./store-upload.ts";
import { createTusServer, type TusParts, type TusRequest, type TusSubject } from "./tus-server.ts";

/** A chunk that is verified waits as a whole until its last byte; nobody sends a film as one such chunk. */
const mostVerifiedBytes = 64 * 1024 * 1024;
/** What all chunks together that a server verifies at one time may take of its disk. */
export const mostVerifiedAtOnceBytes = 16 * mostVerifiedBytes;

/** An upload of the actor's own. Another's, and one that expired, are as good as none. */
export const findTusSubject = async (ctx: Context, id: UploadId): Promise<TusSubject> => {
  const personId = actorId(ctx);
  const now = ctx.clock.now();
  const row = await findOwnResumable(ctx.db, personId, id, now);
  if (row) return { state: "unfinished", row };
  // After the look at those under way, so that one that is finished in between is found.
  const [upload] = await listOwnUploads(ctx.db, personId, [id], now);
  if (!upload) throw new NotFound();
  return { state: "finished", id, sizeBytes: upload.size_bytes };
};

/** What an Upload-Checksum header demands: "sha1 <Base64>". */
export const readChecksum = (header: string | undefined, chunkBytes: number): Checksum | null => {
  if (header === undefined) return null;
  const [name, digest = ""] = header.trim().split(" ");
  const algorithm = checksumAlgorithms.find((known) => known === name);
  if (!algorithm) throw new Invalid("upload.checksum", `Checksums are: ${checksumAlgorithms.join(", ")}.`);
  if (chunkBytes > mostVerifiedBytes)
    throw new TooLarge("upload.chunk-too-large", `With a checksum, send at most ${mostVerifiedBytes} bytes.`);
  return { algorithm, digest: Buffer.from(digest, "base64"), sizeBytes: chunkBytes };
};

/** What the library refuses by itself, in the words of this API. */
const translateRefusal = (status: number, words: string): DomainError => {
  const message = words.trim();
  if (status === 404 || status === 410) return new NotFound();
  if (status === 409)
    return new Conflict("upload.offset", "The upload does not end there: ask for its offset.");
  if (status === 412)
    return new PreconditionFailed("tus.version", message, { headers: { "Tus-Version": "1.0.0" } });
  if (status === 413) return new TooLarge("upload.too-large", "There is more than the upload was to have.");
  if (message === "Invalid content-type")
    return new UnsupportedMediaType("tus.media-type", "Send application/offset+octet-stream.");
  return new Invalid("tus.request", message);
};

/** Lets the library answer one request, and says what it was about. What it refuses, and what fails beneath it, is thrown. */
export const exchange = async (
  ctx: Context,
  parts: TusParts,
  incoming: Request,
  request: Omit<TusRequest, "onError">,
): Promise<{ response: Response; subject: TusSubject | null }> => {
  let failure: unknown;
  const onError = (error: unknown): void => {
    failure = error;
  };
  const asked = { ...request, onError };
  const response = await createTusServer(ctx, parts, asked).handleWeb(incoming);
  if (response.status < 400) return { response, subject: asked.subject };
  // The library throws plain objects for its own refusals, and errors are what others threw.
  if (failure instanceof Error && !("status_code" in failure)) throw failure;
  throw translateRefusal(response.status, await response.text());
};
