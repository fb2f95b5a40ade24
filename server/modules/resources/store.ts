import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId, UnitId, VersionId } from "../../ids.ts";
import type { Sharing } from "./tables.ts";

type Db = Kysely<Database>;

/** The descriptive fields as columns. */
export interface VersionFields {
  title: string;
  summary: string;
  kind: string;
  subject: string | null;
  grades: string[];
  term: string | null;
  edition: string | null;
  volume: string | null;
  textbook_node_id: string | null;
  keywords: string[];
  language: string;
}

export const insertResource = async (
  db: Db,
  resource: {
    id: ResourceId;
    ownerCampusId: UnitId;
    authorId: PersonId;
    now: Date;
    adaptedFrom: { resourceId: ResourceId; versionId: VersionId } | null;
  },
) => {
  await db
    .insertInto("resource")
    .values({
      id: resource.id,
      owner_campus_id: resource.ownerCampusId,
      author_id: resource.authorId,
      shared_with_unit_id: null,
      current_version_id: null,
      adapted_from_resource_id: resource.adaptedFrom?.resourceId ?? null,
      adapted_from_version_id: resource.adaptedFrom?.versionId ?? null,
      created_at: resource.now,
      updated_at: resource.now,
      published_at: null,
      archived_at: null,
    })
    .execute();
};

/** Locks the resource until the transaction ends; answers whether there is one. */
export const lockResource = async (db: Db, id: ResourceId): Promise<boolean> =>
  (await db.selectFrom("resource").select("id").where("id", "=", id).forUpdate().executeTakeFirst()) !==
  undefined;

export interface ResourceState {
  current_version_id: VersionId | null;
  published_at: Date | null;
  archived_at: Date | null;
  sharing: Sharing;
  shared_with_unit_id: UnitId | null;
}

/** Applies a change of state, if any, and counts one revision up; that of readers only where there is a change. */
export const touchResource = async (db: Db, id: ResourceId, now: Date, change?: Partial<ResourceState>) => {
  const shown = change && { public_revision: sql<number>`public_revision + 1` };
  await db
    .updateTable("resource")
    .set({ ...change, ...shown, updated_at: now, revision: sql<number>`revision + 1` })
    .where("id", "=", id)
    .execute();
};

export const insertDraft = async (
  db: Db,
  draft: {
    id: VersionId;
    resourceId: ResourceId;
    editedBy: PersonId;
    restoredFromNumber: number | null;
    now: Date;
  },
  fields: VersionFields,
) => {
  await db
    .insertInto("resource_version")
    .values({
      id: draft.id,
      resource_id: draft.resourceId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from resource_version where resource_id = ${draft.resourceId})`,
      ...fields,
      restored_from_number: draft.restoredFromNumber,
      edited_by: draft.editedBy,
      created_at: draft.now,
      published_at: null,
    })
    .execute();
};

export const updateDraft = async (
  db: Db,
  id: VersionId,
  editedBy: PersonId,
  fields: Partial<VersionFields>,
) => {
  await db
    .updateTable("resource_version")
    .set({ ...fields, edited_by: editedBy })
    .where("id", "=", id)
    .where("published_at", "is", null)
    .execute();
};

export const publishDraft = async (db: Db, id: VersionId, now: Date) => {
  await db.updateTable("resource_version").set({ published_at: now }).where("id", "=", id).execute();
};

export const removeDraft = async (db: Db, id: VersionId) => {
  await db.deleteFrom("resource_file").where("version_id", "=", id).execute();
  await db.deleteFrom("resource_version").where("id", "=", id).execute();
};

const versionColumns = [
  "resource_version.id",
  "resource_version.number",
  "resource_version.title",
  "resource_version.summary",
  "resource_version.kind",
  "resource_version.subject",
  "resource_version.grades",
  "resource_version.term",
  "resource_version.edition",
  "resource_version.volume",
  "resource_version.textbook_node_id",
  "resource_version.keywords",
  "resource_version.language",
  "resource_version.restored_from_number",
  "resource_version.edited_by",
  "resource_version.published_at",
] as const;

const selectPublishedVersions = (db: Db, resourceId: ResourceId, isVisible: RawBuilder<boolean>) =>
  db
    .selectFrom("resource_version")
    .innerJoin("resource", "resource.id", "resource_version.resource_id")
    .innerJoin("person", "person.id", "resource_version.edited_by")
    .select(versionColumns)
    .select("person.name as editor_name")
    .select(
      sql<number>`(select count(*)::int from resource_file where version_id = resource_version.id)`.as(
        "file_count",
      ),
    )
    .where("resource_version.resource_id", "=", resourceId)
    .where("resource_version.published_at", "is not", null)
    .where(isVisible);

export type VersionRow = Awaited<ReturnType<typeof listPublishedVersions>>[number];

/** `isVisible`: from `isVersionVisibleTo`. */
export const listPublishedVersions = (db: Db, resourceId: ResourceId, isVisible: RawBuilder<boolean>) =>
  selectPublishedVersions(db, resourceId, isVisible).orderBy("number", "desc").execute();

export const findPublishedVersion = (
  db: Db,
  resourceId: ResourceId,
  number: number,
  isVisible: RawBuilder<boolean>,
) => selectPublishedVersions(db, resourceId, isVisible).where("number", "=", number).executeTakeFirst();

export const findVersionNumber = async (db: Db, id: VersionId): Promise<number> =>
  (await db.selectFrom("resource_version").select("number").where("id", "=", id).executeTakeFirstOrThrow())
    .number;
