import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { UserActor } from "../../server/actor.ts";
import { asActor, type Context } from "../../server/context.ts";
import { DomainError, NotFound } from "../../server/errors.ts";
import { id } from "../../server/http/shapes.ts";
import type { PersonId, Sha256, UnitId, UploadId } from "../../server/ids.ts";
import { enqueue, unpackingKey } from "../../server/jobs.ts";
import {
  allowanceOf,
  countUnpackedFiles,
  findUnpacking,
  insertUnpackedFile,
  storeUpload,
  updateUnpacking,
} from "../../server/modules/resources/index.ts";
import { keepEnds } from "../../server/modules/storage/index.ts";
import { defaultUnpackLimits, type UnpackEvent, unpackArchive } from "../unpack/index.ts";

const payload = z.object({ uploadId: id<"upload">() });

/** More than a page of drafts can hold; whoever has more imports a folder. */
const mostFiles = 2000;

/** Whoever asked for the unpacking, with no right but to uploads of their own. */
const ownerOnly = (id: PersonId): UserActor => ({
  kind: "user",
  via: "session",
  id,
  name: "",
  postings: [],
  scope: [],
});

/** The system does not answer or its disk is full, which says nothing of the file: the job is tried again. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof DomainError) || error.status === 503 || error.code === "storage.full";

type FileEvent = Extract<UnpackEvent, { kind: "file" }>;

const storeFile = async (
  ctx: Context,
  campusId: UnitId,
  uploadId: UploadId,
  position: number,
  file: FileEvent,
): Promise<void> => {
  const { bytes, refusal } = await allowanceOf(ctx, campusId);
  if (file.sizeBytes > bytes) throw refusal();
  const ends = keepEnds();
  const limits = { maxBytes: bytes, rejectEmpty: true, onChunk: ends.see };
  const blob = await ctx.blobs.write(createReadStream(file.place), limits);
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  const stored = {
    ...blob,
    ...ends.taken(),
    originalNameBytes: Buffer.from(name, "utf8"),
    declaredMediaType: "application/octet-stream",
  };
  const unpacked = crypto.randomUUID() as UploadId;
  await storeUpload(ctx, campusId, stored, {
    id: unpacked,
    together: (ctx) =>
      insertUnpackedFile(ctx.db, {
        upload_id: uploadId,
        position,
        path: file.path,
        unpacked_upload_id: unpacked,
        reason: null,
      }),
  });
};

const putBack = (ctx: Context, uploadId: UploadId): Promise<void> =>
  enqueue(ctx, "unpack-slowly", { uploadId }, unpackingKey(uploadId), { queue: "unpack-slowly" });

const copyOf = async (ctx: Context, sha256: Sha256, folder: string): Promise<string> => {
  const copy = path.join(folder, "archive.zip");
  await pipeline(await ctx.blobs.read(sha256), createWriteStream(copy));
  return copy;
};

/**
 * Unpacks a zip file that its owner asked to have unpacked: each file an upload of the owner's, within the campus's quota.
 * Begun again, it passes over what came out before: the archive's order is always the same. With `mostMs`, an archive that
 * takes longer is put back, to go on where it takes no place from others.
 */
export const unpackUpload = async (
  ctx: Context,
  input: unknown,
  mostMs = Number.POSITIVE_INFINITY,
): Promise<void> => {
  const { uploadId } = payload.parse(input);
  const unpacking = await findUnpacking(ctx.db, uploadId);
  if (!unpacking || unpacking.status === "done" || unpacking.status === "failed") return;
  const { campus_id: campusId, sha256 } = unpacking;
  const own = asActor(ctx, ownerOnly(unpacking.person_id));
  const known = await countUnpackedFiles(ctx.db, uploadId);
  await updateUnpacking(ctx.db, uploadId, { status: "running" });
  let position = 0;
  let fileCount = 0;
  const refuse = (path: string, reason: string) =>
    insertUnpackedFile(ctx.db, { upload_id: uploadId, position, path, unpacked_upload_id: null, reason });

  const take = async (event: UnpackEvent): Promise<void> => {
    if (event.kind === "listed") {
      fileCount += event.paths.length;
      return updateUnpacking(ctx.db, uploadId, { file_count: fileCount });
    }
    if (event.kind === "archive-refused" && event.path === "")
      return updateUnpacking(ctx.db, uploadId, { status: "failed", reason: event.reason });
    position += 1;
    if (position <= known) return;
    if (event.kind !== "file") return refuse(event.path, event.reason);
    try {
      await storeFile(own, campusId, uploadId, position, event);
    } catch (error) {
      if (isPassing(error)) throw error;
      await refuse(event.path, (error as DomainError).code);
    }
  };

  await mkdir(tmpdir(), { recursive: true });
  const folder = await mkdtemp(path.join(tmpdir(), "campus-commons-archive-"));
  try {
    const archive = await copyOf(ctx, sha256, folder);
    const workMs = Math.min(mostMs, defaultUnpackLimits.workMs);
    const limits = { mostFiles, mostFileBytes: ctx.config.uploads.maxBytes, workMs };
    const late = performance.now() + mostMs;
    for await (const event of unpackArchive(archive, { limits })) {
      const isCutOff = event.kind === "archive-refused" && event.path === "" && event.reason === "timeout";
      if (performance.now() > late || (isCutOff && workMs === mostMs)) return await putBack(ctx, uploadId);
      await take(event);
    }
    const { status } = (await findUnpacking(ctx.db, uploadId)) ?? {};
    if (status === "running") await updateUnpacking(ctx.db, uploadId, { status: "done" });
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await updateUnpacking(ctx.db, uploadId, { status: "failed", reason: "broken" });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
