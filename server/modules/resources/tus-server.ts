import type { Readable } from "node:stream";
import { DataStore, type Locker, Server, Upload } from "@tus/server";
import type { Context } from "../../context.ts";
import { Locked, NotFound } from "../../errors.ts";
import { newId, type UploadId } from "../../ids.ts";
import type { Checksum, VerifyChunk } from "../storage/index.ts";
import { removeUpload } from "./file-store.ts";
import { finishResumable } from "./finish-resumable.ts";
import { type ResumableRow, removeResumable } from "./resumable-store.ts";
import type { RunningHashes } from "./running-hashes.ts";
import { actorId } from "./store-upload.ts";
import type { Lease, UploadLeases } from "./upload-leases.ts";

export const tusPath = "/api/uploads/tus";
const tusExtensions = ["creation", "creation-with-upload", "termination", "expiration", "checksum"];

/** A request that another wants to follow ends within this time; what it has sent until then is kept. */
const lockDrainMs = 500;

/** What the requests of this process share. */
export interface TusParts {
  leases: UploadLeases;
  hashes: RunningHashes;
  verifyChunk: VerifyChunk;
}

/** What one request is about: an upload on its way, or one that is done, as it stays known until it expires. */
export type TusSubject =
  | { state: "unfinished"; row: ResumableRow }
  | { state: "finished"; id: UploadId; sizeBytes: number };

export interface TusRequest {
  /** Null for a creation until it has begun. */
  subject: TusSubject | null;
  checksum: Checksum | null;
  /** Checks a creation and notes it. */
  begin?: (id: UploadId, sizeBytes: number) => Promise<ResumableRow>;
  /** Told what a request failed with: the library answers with a status and words of its own. */
  onError: (error: unknown) => void;
  maxBytes?: number;
}

/** Where the library looks an upload up and puts its bytes: the database and the blob store. */
class UploadDataStore extends DataStore {
  readonly #ctx: Context;
  readonly #parts: TusParts;
  readonly #request: TusRequest;
  lease: Lease | undefined;

  constructor(ctx: Context, parts: TusParts, request: TusRequest) {
    super();
    this.extensions = tusExtensions;
    this.#ctx = ctx;
    this.#parts = parts;
    this.#request = request;
  }

  #unfinished(): ResumableRow {
    const { subject } = this.#request;
    if (subject?.state !== "unfinished") throw new NotFound();
    return subject.row;
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id, size_bytes } = this.#unfinished();
    await this.#ctx.blobs.partials.create(id, size_bytes).catch(async (error: unknown) => {
      await removeResumable(this.#ctx.db, id);
      throw error;
    });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { subject } = this.#request;
    if (subject?.state === "finished")
      return new Upload({ id, size: subject.sizeBytes, offset: subject.sizeBytes });
    const row = this.#unfinished();
    const offset = await this.#ctx.blobs.partials.offset(row.id);
    if (offset === null) {
      // Its bytes are gone: it begins anew, and must not find its own room taken.
      await removeResumable(this.#ctx.db, row.id);
      throw new NotFound();
    }
    // All is there, but whoever brought the last byte was not told: what was left to do is done now.
    if (offset === row.size_bytes) await this.#finish(row);
    return new Upload({ id, size: row.size_bytes, offset });
  }

  /** Throws where another may be writing by now, or have written. */
  #requireLease(): Lease {
    if (!this.lease?.isHeld()) throw new Locked();
    return this.lease;
  }

  /** The same bytes; those that come when the lease is lost are no longer this request's to write. */
  async *#whileHeld(bytes: Readable): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      this.#requireLease();
      yield chunk;
    }
    this.#requireLease();
  }

  #finish(row: ResumableRow): Promise<void> {
    return finishResumable(this.#ctx, row, { hashes: this.#parts.hashes, lease: this.#requireLease() });
  }

  override async write(source: Readable, _id: string, offset: number): Promise<number> {
    if (this.#request.subject?.state === "finished") return offset;
    const row = this.#unfinished();
    const { checksum } = this.#request;
    const { hashes, verifyChunk } = this.#parts;
    const append = async (bytes: Readable): Promise<number> => {
      const followed = hashes.follow(row.id, offset, this.#whileHeld(bytes));
      const end = await this.#ctx.blobs.partials.append(row.id, offset, followed.source);
      // Another may have written in between: what passed here need not be what is stored.
      this.#requireLease();
      followed.settle(end);
      return end;
    };
    const end = checksum ? await verifyChunk(source, checksum, append) : await append(source);
    if (end === row.size_bytes) await this.#finish(row);
    return end;
  }

  override async remove(): Promise<void> {
    const { subject } = this.#request;
    if (subject?.state === "finished") {
      if (!(await removeUpload(this.#ctx.db, actorId(this.#ctx), subject.id))) throw new NotFound();
      return;
    }
    const { id } = this.#unfinished();
    if (!(await removeResumable(this.#ctx.db, id))) throw new NotFound();
    this.#parts.hashes.forget(id);
    await this.#ctx.blobs.partials.remove(id);
  }
}

/** The library's server for one request of one person, whose right to `subject` has been seen to. */
export const createTusServer = (ctx: Context, parts: TusParts, request: TusRequest): Server => {
  const datastore = new UploadDataStore(ctx, parts, request);
  const locker: Locker = {
    newLock: (id) => ({
      lock: async (signal, giveBack) => {
        if (request.subject?.state === "finished") return;
        datastore.lease = await parts.leases.take(ctx, id as UploadId, () => void giveBack(), signal);
      },
      unlock: async () => datastore.lease?.return(),
    }),
  };
  return new Server({
    path: tusPath,
    datastore,
    locker,
    lockDrainTimeout: lockDrainMs,
    relativeLocation: true,
    allowedOrigins: [],
    maxSize: request.maxBytes ?? 0,
    namingFunction: () => newId(),
    onUploadCreate: async (_request, upload) => {
      if (request.begin) {
        const row = await request.begin(upload.id as UploadId, upload.size ?? 0);
        request.subject = { state: "unfinished", row };
      }
      return {};
    },
    onResponseError: (_request, error) => {
      request.onError(error);
      return undefined;
    },
  });
};
