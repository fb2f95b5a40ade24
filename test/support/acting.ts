import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { asActor, type Context } from "../../server/context.ts";
import type { PersonId, ResourceId, UnitId, UploadId } from "../../server/ids.ts";
import { findActorByPersonId, resolveUserActor, todayOf } from "../../server/modules/identity/index.ts";
import {
  createResource,
  publishVersion,
  type SharedWith,
  storeUpload,
} from "../../server/modules/resources/index.ts";
import type { TestSystem } from "./system.ts";

/** The system as a person would act in it today, without HTTP. */
export const actingAs = async (system: TestSystem, personId: PersonId): Promise<Context> => {
  const row = await findActorByPersonId(system.ctx.db, personId, todayOf(system.ctx));
  if (!row) throw new Error(`there is no account ${personId}`);
  return asActor(system.ctx, resolveUserActor(row));
};

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

/** An upload of a small text by the acting person. */
export const uploadText = async (
  ctx: Context,
  campusId: UnitId,
  name: string,
  text: string,
): Promise<UploadId> => {
  const bytes = Buffer.from(text, "utf8");
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
