import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { asActor, type Context } from "../../server/context.ts";
import type { FileId, PersonId, ResourceId, UnitId, UploadId } from "../../server/ids.ts";
import { findActorByPersonId, resolveUserActor, todayOf } from "../../server/modules/identity/index.ts";
import {
  createResource,
  publishVersion,
  releaseVersions,
  type SharedWith,
  savePreview,
  setReleasedToDrafts,
  storeUpload,
} from "../../server/modules/resources/index.ts";
import { recordBlob } from "../../server/modules/storage/index.ts";
import type { TestSystem } from "./system.ts";
import { personOf } from "./world.ts";

/** A context in which a person of the demonstration world acts today, without HTTP. */
export const actAs = async (ctx: Context, username: string): Promise<Context> =>
  asPerson(ctx, personOf(username).id);

const asPerson = async (ctx: Context, personId: PersonId): Promise<Context> => {
  const row = await findActorByPersonId(ctx.db, personId, todayOf(ctx));
  if (!row) throw new Error(`there is no account ${personId}`);
  return asActor(ctx, resolveUserActor(row));
};

/** The system as a person would act in it today, without HTTP. */
export const actingAs = (system: TestSystem, personId: PersonId): Promise<Context> =>
  asPerson(system.ctx, personId);

/** A session that lasts until `expiresAt`, as a Cookie header: for worlds where days pass faster than sessions may. */
export const openSession = async (
  system: TestSystem,
  personId: PersonId,
  expiresAt = new Date("2099-01-01"),
): Promise<string> => {
  const token = randomBytes(24).toString("hex");
  await sql`insert into session (id, person_id, token, expires_at)
    values (${randomUUID()}, ${personId}, ${token}, ${expiresAt})`.execute(system.ctx.db);
  const signature = createHmac("sha256", system.ctx.config.authSecret).update(token).digest("base64");
  return `campus-commons.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
};

/** An upload of a small text, or of a few bytes, by the acting person. */
export const uploadText = async (
  ctx: Context,
  campusId: UnitId,
  name: string,
  text: string | Buffer,
): Promise<UploadId> => {
  const bytes = Buffer.from(text as string);
  const blob = await ctx.blobs.write(Readable.from([bytes]), { maxBytes: 1_000_000 });
  const upload = await storeUpload(ctx, campusId, {
    ...blob,
    head: bytes,
    tail: Buffer.alloc(0),
    originalNameBytes: Buffer.from(name, "utf8"),
    declaredMediaType: "text/plain",
  });
  return upload.id as UploadId;
};

/** A resource of the acting person with one text file; published unless `sharedWith` is null. */
export const makeResource = async (
  ctx: Context,
  campusId: UnitId,
  options: { title: string; text: string; sharedWith: SharedWith | null },
): Promise<ResourceId> => {
  const uploadId = await uploadText(ctx, campusId, `${options.title}.txt`, options.text);
  const fields = { title: options.title, kind: "lesson-plan", campusId, files: [{ uploadId }] };
  const { id } = await createResource(ctx, fields);
  if (options.sharedWith !== null) await publishVersion(ctx, id, options.sharedWith);
  return id;
};

/** As if the indexer had made a picture of the file: its bytes are no real picture. */
export const putPicture = async (ctx: Context, fileId: FileId): Promise<void> => {
  const pack = await ctx.blobs.write(Readable.from([Buffer.from("小中大")]), { maxBytes: 100 });
  await recordBlob(ctx.db, { ...pack, mediaType: "application/octet-stream" });
  const { sha256 } = await ctx.db
    .selectFrom("resource_file")
    .select("sha256")
    .where("id", "=", fileId)
    .executeTakeFirstOrThrow();
  const page = { page: 1, width: 30, height: 20, starts_at: 0 };
  const lengths = { thumbnail_bytes: 3, view_bytes: 3, screen_bytes: 3 };
  const made = { status: "ready", reason: null, page_count: 1, duration_ms: null } as const;
  const words = { words_starts_at: null, words_bytes: null };
  const preview = { ...made, ...words, pack_sha256: pack.sha256, pages: [{ ...page, ...lengths }] };
  await savePreview(ctx.db, sha256, preview, ctx.clock.now());
  await releaseVersions(ctx.db, "file_preview_awaited", sha256);
  await setReleasedToDrafts(ctx.db, sha256, true);
};
