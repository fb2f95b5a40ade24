import { type Kysely, type RawBuilder, sql } from "kysely";
import { prepared } from "../../db/prepared.ts";
import type { Database } from "../../db/schema.ts";
import type { FileId, PersonId, ResourceId, Sha256, UnitId, UploadId, VersionId } from "../../ids.ts";
import type { ScanStatus } from "../storage/index.ts";
import { isReleased } from "./awaiting-store.ts";
import { scanDetail, scanStatus } from "./scan-store.ts";
import type { TextStatus, UploadWarning } from "./tables.ts";

type Db = Kysely<Database>;

export interface FileRow {
  id: FileId;
  version_id: VersionId;
  position: number;
  sha256: Sha256;
  name: string;
  media_type: string;
  size_bytes: number;
}

const fileColumns = [
  "resource_file.id",
  "resource_file.version_id",
  "resource_file.position",
  "resource_file.sha256",
  "resource_file.name",
  "resource_file.media_type",
  "resource_file.size_bytes",
] as const;

export interface FileWithText extends FileRow {
  text_status: TextStatus | null;
  text_reason: string | null;
  page_count: number | null;
  preview_status: TextStatus | null;
  preview_reason: string | null;
  has_pictures: boolean;
  duration_ms: number | null;
  scan_status: ScanStatus;
  scan_detail: string | null;
}

const isTextShown = isReleased("file_text_awaited");
const isPreviewShown = isReleased("file_preview_awaited");

/** The files of a version in order, each with what may be known of its text and its pictures. */
export const listFiles = (db: Db, versionId: VersionId): Promise<FileWithText[]> =>
  listFilesOfVersions(db, [versionId]);

/** The files of these versions, those of each in order. */
export const listFilesOfVersions = (db: Db, versionIds: readonly VersionId[]): Promise<FileWithText[]> =>
  db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .innerJoin("resource", "resource.id", "resource_version.resource_id")
    .innerJoin("blob", "blob.sha256", "resource_file.sha256")
    .leftJoin("file_text", (join) =>
      join.onRef("file_text.sha256", "=", "resource_file.sha256").on(isTextShown),
    )
    .leftJoin("file_preview", (join) =>
      join.onRef("file_preview.sha256", "=", "resource_file.sha256").on(isPreviewShown),
    )
    .select(fileColumns)
    .select(["file_text.status as text_status", "file_text.reason as text_reason", "file_text.page_count"])
    .select(["file_preview.status as preview_status", "file_preview.reason as preview_reason"])
    .select(sql<boolean>`file_preview.pack_sha256 is not null`.as("has_pictures"))
    .select("file_preview.duration_ms")
    .select([scanStatus.as("scan_status"), scanDetail.as("scan_detail")])
    .where(sql<boolean>`version_id = any(${[...versionIds]}::uuid[])`)
    .orderBy("version_id")
    .orderBy("position")
    .execute();

/** A file of any version of the resource. `is_readable`: its version is published, and `isVersionVisible` holds. */
export const findFile = (
  db: Db,
  resourceId: ResourceId,
  fileId: FileId,
  isVersionVisible: RawBuilder<boolean>,
) =>
  db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .innerJoin("resource", "resource.id", "resource_version.resource_id")
    .innerJoin("blob", "blob.sha256", "resource_file.sha256")
    .select(fileColumns)
    .select(scanStatus.as("scan_status"))
    .select(sql<boolean>`resource_version.published_at is not null and ${isVersionVisible}`.as("is_readable"))
    .select(isTextShown.as("is_text_shown"))
    .where("resource_file.id", "=", fileId)
    .where("resource_version.resource_id", "=", resourceId)
    .executeTakeFirst();

/** Those of these files that belong to the resource, whatever the version. */
export const listFilesOfResource = (
  db: Db,
  resourceId: ResourceId,
  ids: readonly FileId[],
): Promise<FileRow[]> =>
  db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .select(fileColumns)
    .where("resource_version.resource_id", "=", resourceId)
    .where(sql<boolean>`resource_file.id = any(${[...ids]}::uuid[])`)
    .execute();

export const replaceFiles = async (
  db: Db,
  versionId: VersionId,
  files: Omit<FileRow, "version_id" | "position">[],
) => {
  await db.deleteFrom("resource_file").where("version_id", "=", versionId).execute();
  if (files.length === 0) return;
  const rows = files.map((file, position) => ({ ...file, version_id: versionId, position }));
  await db.insertInto("resource_file").values(rows).execute();
};

export interface NewUpload {
  id: UploadId;
  personId: PersonId;
  campusId: UnitId;
  sha256: Sha256;
  name: string;
  mediaType: string;
  sizeBytes: number;
  warnings: UploadWarning[];
  now: Date;
  expiresAt: Date;
}

export const insertUpload = async (db: Db, upload: NewUpload) => {
  await db
    .insertInto("upload")
    .values({
      id: upload.id,
      person_id: upload.personId,
      campus_id: upload.campusId,
      sha256: upload.sha256,
      name: upload.name,
      media_type: upload.mediaType,
      size_bytes: upload.sizeBytes,
      warnings: upload.warnings,
      created_at: upload.now,
      expires_at: upload.expiresAt,
    })
    .execute();
};

const uploadColumns = ["id", "sha256", "name", "media_type", "size_bytes", "warnings", "expires_at"] as const;

/** Only the person's own: another's upload id is as good as unknown. */
export const listOwnUploads = (db: Db, personId: PersonId, ids: readonly UploadId[], now: Date) =>
  db
    .selectFrom("upload")
    .select(uploadColumns)
    .where("person_id", "=", personId)
    .where("expires_at", ">", now)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();

export const removeUpload = async (db: Db, personId: PersonId, id: UploadId): Promise<boolean> =>
  (
    await db
      .deleteFrom("upload")
      .where("id", "=", id)
      .where("person_id", "=", personId)
      .returning("id")
      .execute()
  ).length > 0;

export const removeExpiredUploads = async (db: Db, now: Date): Promise<void> => {
  await db.deleteFrom("upload").where("expires_at", "<=", now).execute();
};

/**
 * Bytes that a campus has brought, identical ones counted once, with what was uploaded and not yet attached. What an
 * adaptation has from its original is stored already and counts where it came from.
 */
export const campusUsageBytes = async (db: Db, campusId: UnitId): Promise<number> => {
  const { rows } = await sql<{ bytes: number }>`${prepared}
    select coalesce(sum(size_bytes), 0)::bigint as bytes from (
      select sha256, size_bytes from resource_file
      where campus_id = ${campusId} and version_id not in (
        select version.id from resource join resource_version version on version.resource_id = resource.id
        where resource.owner_campus_id = ${campusId} and resource.adapted_from_version_id is not null)
      union
      select file.sha256, file.size_bytes
      from resource join resource_version version on version.resource_id = resource.id
        join resource_file file on file.version_id = version.id
      where resource.owner_campus_id = ${campusId} and resource.adapted_from_version_id is not null
        and not exists (select from resource_file original
          where original.version_id = resource.adapted_from_version_id and original.sha256 = file.sha256)
      union
      select sha256, size_bytes from upload where campus_id = ${campusId}
    ) held`.execute(db);
  return rows[0]?.bytes ?? 0;
};

/** Holds back other uploads to the same campus until this transaction ends, so that together they respect the quota. */
export const lockCampusQuota = async (db: Db, campusId: UnitId): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('campus-quota'), hashtext(${campusId}))`.execute(db);
};
