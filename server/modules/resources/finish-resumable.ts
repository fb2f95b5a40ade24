import type { Readable } from "node:stream";
import type { Context } from "../../context.ts";
import { Locked, NotFound } from "../../errors.ts";
import { keepEnds, type StoredBlob } from "../storage/index.ts";
import { chooseCampus } from "./create-resource.ts";
import { isBegun, type ResumableRow, removeResumable } from "./resumable-store.ts";
import type { RunningHashes } from "./running-hashes.ts";
import { storeUpload } from "./store-upload.ts";
import { readFileName } from "./tus-metadata.ts";
import type { Lease } from "./upload-leases.ts";

const endBytes = 64 * 1024;

/** The first and the last bytes, as a stream of the whole would have shown them. */
const readEnds = async ({ blobs }: Context, { sha256, sizeBytes }: StoredBlob) => {
  const ends = keepEnds();
  const see = async (source: Promise<Readable>) => {
    for await (const chunk of await source) ends.see(chunk);
  };
  await see(blobs.read(sha256, { start: 0, end: Math.min(sizeBytes, 2 * endBytes) - 1 }));
  const start = Math.max(2 * endBytes, sizeBytes - endBytes);
  if (start < sizeBytes) await see(blobs.read(sha256, { start, end: sizeBytes - 1 }));
  return ends.taken();
};

/**
 * Makes an upload of a file whose last byte is there, by the same checks as of one that came at once, as long as the lease is
 * held. Anything may fail, or the process be killed, at any point: it is done again then, and nothing is lost.
 */
export const finishResumable = async (
  ctx: Context,
  row: ResumableRow,
  { hashes, lease }: { hashes: RunningHashes; lease: Lease },
): Promise<void> => {
  const { id, size_bytes: sizeBytes } = row;
  const { partials } = ctx.blobs;
  const campusId = chooseCampus(ctx, row.campus_id);
  const sha256 = await hashes.finish(id, sizeBytes, (start) => partials.read(id, start));
  const blob = { sha256, sizeBytes };
  await partials.keep(id, blob);
  const stored = {
    ...blob,
    ...(await readEnds(ctx, blob)),
    originalNameBytes: readFileName(row.metadata) ?? Buffer.alloc(0),
    declaredMediaType: "application/octet-stream",
  };
  const together = async (ctx: Context): Promise<void> => {
    if (await removeResumable(ctx.db, id, lease.token)) return;
    throw (await isBegun(ctx.db, id)) ? new Locked() : new NotFound();
  };
  await storeUpload(ctx, campusId, stored, { id, together });
  hashes.forget(id);
  // The sweep takes what cannot be removed now.
  await partials
    .remove(id)
    .catch((error: unknown) => ctx.log.warn({ err: error, id }, "an upload's parts stay"));
};
