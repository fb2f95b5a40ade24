import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Context } from "../../server/context.ts";
import type { PersonId, ResourceId, Sha256, UnitId, UploadId } from "../../server/ids.ts";
import { allowanceOf, listImported, storeUpload } from "../../server/modules/resources/index.ts";
import { keepEnds } from "../../server/modules/storage/index.ts";
import type { FoundFile } from "./find-files.ts";

export type TakenFile =
  | { isKnown: true; resourceId: ResourceId }
  | { isKnown: false; path: string; sha256: Sha256; uploadId: UploadId };

const hashOf = async (place: string | Buffer): Promise<string> => {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(place)) hash.update(chunk as Buffer);
  return hash.digest("hex");
};

/** The resource that this person made of this very file before: same path, same bytes. */
export const findEarlier = async (
  ctx: Context,
  personId: PersonId,
  file: Pick<FoundFile, "path" | "place">,
): Promise<ResourceId | null> => {
  const known = await listImported(ctx.db, personId, [file.path]);
  if (known.length === 0 || file.place === "") return known[0]?.resourceId ?? null;
  const sha256 = await hashOf(file.place);
  return known.find((one) => one.sha256 === sha256)?.resourceId ?? null;
};

export interface Taking {
  personId: PersonId;
  campusId: UnitId;
  file: FoundFile;
  /** So many bytes of it have gone. */
  sent(bytes: number): void;
}

/** Makes an upload of the file unless it was imported before. Throws what refuses it. */
export const takeFile = async (
  ctx: Context,
  { personId, campusId, file, sent }: Taking,
): Promise<TakenFile> => {
  const earlier = await findEarlier(ctx, personId, file);
  if (earlier) return { isKnown: true, resourceId: earlier };
  const { bytes, refusal } = await allowanceOf(ctx, campusId);
  if (file.sizeBytes > bytes) throw refusal();
  const ends = keepEnds();
  const blob = await ctx.blobs.write(createReadStream(file.place), {
    maxBytes: bytes,
    rejectEmpty: true,
    onChunk(chunk) {
      ends.see(chunk);
      sent(chunk.length);
    },
  });
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  const upload = await storeUpload(ctx, campusId, {
    ...blob,
    ...ends.taken(),
    originalNameBytes: Buffer.from(name, "utf8"),
    declaredMediaType: "application/octet-stream",
  });
  return { isKnown: false, path: file.path, sha256: blob.sha256, uploadId: upload.id as UploadId };
};
