import { Readable } from "node:stream";
import { asActor, type Context } from "../server/context.ts";
import { Forbidden } from "../server/errors.ts";
import type { ResourceId, UploadId } from "../server/ids.ts";
import { findActorByPersonId, resolveUserActor, todayOf } from "../server/modules/identity/index.ts";
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
import { requireUser } from "../server/modules/teaching/load-class.ts";
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

/** Somebody of the demonstration by key, with today's postings. */
export const asPersonCalled = (ctx: Context, key: string): Promise<Context> => {
  const person = people.find((one) => one.key === key);
  if (!person) throw new Error(`the demonstration world has nobody called ${key}`);
  return asPersonOn(ctx, person, todayOf(ctx));
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

const uploadAll = async (
  ctx: Context,
  { ownerCampus, files }: Pick<DemoResource, "ownerCampus" | "files">,
) => {
  const uploads = [];
  for (const file of files) uploads.push(await upload(ctx, ownerCampus, file));
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

/** What it was made under, so that a seeding which was cut short finds it. */
const keyOf = (resource: DemoResource): string => `demo:${resource.key}`;

interface Made {
  id: ResourceId;
  publishedVersions: number;
  isArchived: boolean;
}

/** How far an earlier seeding came with it. */
const findMade = async (ctx: Context, resource: DemoResource): Promise<Made | null> => {
  const made = await ctx.db
    .selectFrom("idempotency_key")
    .select("subject_id")
    .where("person_id", "=", requireUser(ctx).id)
    .where("key", "=", keyOf(resource))
    .executeTakeFirst();
  if (!made) return null;
  const id = made.subject_id as ResourceId;
  const [row] = await listResourceRows(ctx.db, [id], "current");
  return {
    id,
    publishedVersions: row?.published_at ? row.version_number : 0,
    isArchived: row?.archived_at != null,
  };
};

const make = async (
  base: Context,
  resource: DemoResource,
  original: ResourceId | undefined,
): Promise<Made> => {
  const ctx = { ...base, idempotency: { key: keyOf(resource), operation: "seed", requestHash: "" } };
  const campusId = unitId(resource.ownerCampus);
  const { id } = original
    ? await adaptResource(ctx, original, campusId)
    : await createResource(ctx, { ...resource.fields, files: await uploadAll(base, resource), campusId });
  return { id, publishedVersions: 0, isArchived: false };
};

const seedOne = async (
  base: Context,
  resource: DemoResource,
  idOf: Map<string, ResourceId>,
): Promise<ResourceId> => {
  const ctx = await asAuthor(base, resource);
  const { nextVersion, sharedWith } = resource;
  const original = resource.adaptedFrom ? idOf.get(resource.adaptedFrom) : undefined;
  const made = (await findMade(ctx, resource)) ?? (await make(ctx, resource, original));
  const { id, publishedVersions } = made;
  if (original && publishedVersions === 0)
    await editDraft(ctx, id, { ...resource.fields, files: await uploadAll(ctx, resource) });
  if (sharedWith === null) return id;
  if (publishedVersions === 0) await publish(ctx, id, resource, sharedWithOf(sharedWith));
  if (nextVersion && publishedVersions < 2) {
    const files = await uploadAll(ctx, { ...resource, files: nextVersion.files });
    await editDraft(ctx, id, { ...nextVersion.fields, ...(files.length > 0 ? { files } : {}) });
    await publish(ctx, id, resource, sharedWithOf(sharedWith));
  }
  if (resource.isArchived && !made.isArchived) await archiveResource(ctx, id);
  return id;
};

/** The demonstration's resources, made through the same acts as a teacher's. Answers their ids by key. */
export const seedResources = async (ctx: Context): Promise<Map<string, ResourceId>> => {
  const idOf = new Map<string, ResourceId>();
  for (const resource of resources) idOf.set(resource.key, await seedOne(ctx, resource, idOf));
  return idOf;
};
