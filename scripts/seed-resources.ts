import { Readable } from "node:stream";
import { asActor, type Context } from "../server/context.ts";
import { IdempotentReplay } from "../server/db/idempotency.ts";
import { Forbidden } from "../server/errors.ts";
import type { ResourceId, UploadId } from "../server/ids.ts";
import { findActorByPersonId, resolveUserActor } from "../server/modules/identity/index.ts";
import {
  adaptResource,
  archiveResource,
  changeSharing,
  createResource,
  editDraft,
  listResourceRows,
  publishVersion,
  type SharedWith,
  storeUpload,
} from "../server/modules/resources/index.ts";
import type { DemoFile, DemoResource } from "./demo-world/demo-resource.ts";
import { resources } from "./demo-world/resources.ts";
import { type DemoPerson, type DemoUnit, people, units } from "./demo-world/world.ts";
import { unitId } from "./seed-units.ts";

const today = (): string => new Date().toISOString().slice(0, 10);

/** Somebody of the demonstration, with the postings of that day. */
export const asPersonOn = async (ctx: Context, person: DemoPerson, day: string): Promise<Context> => {
  const row = await findActorByPersonId(ctx.db, person.id, day);
  if (!row) throw new Error(`${person.key} has no account`);
  return asActor(ctx, resolveUserActor(row));
};

/** The author on a day when they were posted at the campus: some of the demonstration's people have left. */
const asAuthor = (ctx: Context, resource: DemoResource): Promise<Context> => {
  const person = people.find((one) => one.key === resource.author);
  const posting = person?.postings.find((one) => one.unitKey === resource.ownerCampus) ?? person?.postings[0];
  if (!person || !posting) throw new Error(`${resource.key}: nobody to write it`);
  return asPersonOn(ctx, person, posting.untilOn ?? today());
};

const headBytes = 64 * 1024;

const upload = async (ctx: Context, campusKey: string, file: DemoFile): Promise<{ uploadId: UploadId }> => {
  const bytes = await file.make();
  const blob = await ctx.blobs.write(Readable.from([bytes]), { maxBytes: ctx.config.uploads.maxBytes });
  const stored = await storeUpload(ctx, unitId(campusKey), {
    ...blob,
    head: bytes.subarray(0, headBytes),
    tail:
      bytes.length > headBytes
        ? bytes.subarray(Math.max(headBytes, bytes.length - headBytes))
        : Buffer.alloc(0),
    originalNameBytes: Buffer.from(file.name, "utf8"),
    declaredMediaType: "application/octet-stream",
  });
  return { uploadId: stored.id as UploadId };
};

const uploadAll = async (ctx: Context, campusKey: string, files: DemoFile[]) => {
  const uploads = [];
  for (const file of files) uploads.push(await upload(ctx, campusKey, file));
  return uploads;
};

const sharedWithOf = (choice: string): SharedWith =>
  choice === "private" || choice === "public" ? choice : unitId(choice);

const groupOf = (campusKey: string): DemoUnit => {
  const campus = units.find((one) => one.key === campusKey);
  return units.find((one) => one.key === campus?.parentKey) as DemoUnit;
};

const leadOf = (group: DemoUnit): DemoPerson =>
  people.find((one) =>
    one.postings.some((posting) => posting.role === "group-lead" && posting.unitKey === group.key),
  ) as DemoPerson;

/** Teachers publish up to their group; further up it goes by the group's lead, as it would in life. */
const publish = async (
  ctx: Context,
  id: ResourceId,
  resource: DemoResource,
  sharedWith: SharedWith,
): Promise<void> => {
  try {
    await publishVersion(ctx, id, sharedWith);
  } catch (error) {
    if (!(error instanceof Forbidden && error.code === "sharing.level")) throw error;
    const group = groupOf(resource.ownerCampus);
    await publishVersion(ctx, id, group.id);
    await changeSharing(await asPersonOn(ctx, leadOf(group), today()), id, sharedWith);
  }
};

/** Under its key, so that a seeding which was cut short finds what it made; finished is what was published. */
const createOnce = async (
  ctx: Context,
  key: string,
  create: (ctx: Context) => Promise<{ id: ResourceId }>,
): Promise<{ id: ResourceId; isFinished: boolean }> => {
  const idempotency = { key: `demo:${key}`, operation: "seed", requestHash: "" };
  try {
    return { ...(await create({ ...ctx, idempotency })), isFinished: false };
  } catch (error) {
    if (!(error instanceof IdempotentReplay)) throw error;
    const id = error.subjectId as ResourceId;
    const [row] = await listResourceRows(ctx.db, [id], "current");
    return { id, isFinished: row?.published_at != null };
  }
};

const seedOne = async (
  base: Context,
  resource: DemoResource,
  idOf: Map<string, ResourceId>,
): Promise<ResourceId> => {
  const ctx = await asAuthor(base, resource);
  const campusId = unitId(resource.ownerCampus);
  const files = await uploadAll(ctx, resource.ownerCampus, resource.files);
  const original = resource.adaptedFrom ? idOf.get(resource.adaptedFrom) : undefined;
  const { id, isFinished } = await createOnce(ctx, resource.key, (ctx) =>
    original
      ? adaptResource(ctx, original, campusId)
      : createResource(ctx, { ...resource.fields, files, campusId }),
  );
  if (isFinished) return id;
  if (original) await editDraft(ctx, id, { ...resource.fields, files });
  if (resource.sharedWith === null) return id;
  const sharedWith = sharedWithOf(resource.sharedWith);
  await publish(ctx, id, resource, sharedWith);
  if (resource.nextVersion) {
    const next = await uploadAll(ctx, resource.ownerCampus, resource.nextVersion.files);
    await editDraft(ctx, id, { ...resource.nextVersion.fields, ...(next.length > 0 ? { files: next } : {}) });
    await publish(ctx, id, resource, sharedWith);
  }
  if (resource.isArchived) await archiveResource(ctx, id);
  return id;
};

/** The demonstration's resources, made through the same acts as a teacher's. Answers their ids by key. */
export const seedResources = async (ctx: Context): Promise<Map<string, ResourceId>> => {
  const idOf = new Map<string, ResourceId>();
  for (const resource of resources) idOf.set(resource.key, await seedOne(ctx, resource, idOf));
  return idOf;
};
