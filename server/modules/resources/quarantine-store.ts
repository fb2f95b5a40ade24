import { type Kysely, type RawBuilder, sql } from "kysely";
import type { UnitKind } from "../../actor.ts";
import type { Database } from "../../db/schema.ts";
import type { FileId, PersonId, ResourceId, Sha256, UnitId } from "../../ids.ts";
import type { ScanStatus } from "../storage/index.ts";
import { scanStatus } from "./scan-store.ts";

export interface QuarantinedRow {
  file_id: FileId;
  sha256: Sha256;
  name: string;
  status: ScanStatus;
  detail: string | null;
  found_at: Date;
  resource_id: ResourceId;
  title: string;
  author_id: PersonId;
  author_name: string;
  campus_id: UnitId;
  campus_kind: UnitKind;
  campus_name: string;
  campus_name_en: string | null;
  campus_path: UnitId[];
  is_visible: boolean;
}

/** Whose files are meant, and of which units. */
export interface QuarantineScope {
  authorId: PersonId;
  unitIds: readonly UnitId[];
}

/** Where a page of the list ended. */
export interface QuarantinePlace {
  foundAt: string;
  fileId: string;
  resourceId: string;
}

/**
 * When the resource was last told of its file: others who bring the same bytes must not be seen by the time of their scan.
 * One that took up bytes already known to its author was told by that.
 */
const foundAt = sql`coalesce((select max(event.at) from event
  where event.subject_id = resource.id and event.kind = 'file.quarantined' and event.data ->> 'sha256' = blob.sha256),
  resource_version.created_at)`;

/**
 * Held files, each once, of drafts and current versions in use. `isVisible`: whether more than the file may be told, as a
 * condition on table `resource`; of a draft no more than that is told to anybody but its author.
 */
const heldFiles = (
  { authorId, unitIds }: QuarantineScope,
  isVisible: RawBuilder<boolean>,
  only: RawBuilder<boolean>,
) => sql`
    select distinct on (resource.id, blob.sha256)
      resource_file.id as file_id, blob.sha256, resource_file.name,
      blob.scan_status as status, blob.scan_detail as detail, ${foundAt} as found_at,
      resource.id as resource_id, resource_version.title, resource.author_id, person.name as author_name,
      campus.id as campus_id, campus.kind as campus_kind, campus.name as campus_name, campus.name_en as campus_name_en,
      campus.path as campus_path,
      ${isVisible} and (resource_version.published_at is not null or resource.author_id = ${authorId}) as is_visible
    from blob
    join resource_file on resource_file.sha256 = blob.sha256
    join resource_version on resource_version.id = resource_file.version_id
    join resource on resource.id = resource_version.resource_id
    join unit campus on campus.id = resource.owner_campus_id
    join person on person.id = resource.author_id
    where blob.scan_status in ('infected', 'unscannable') and ${scanStatus} <> 'waiting'
      and resource.archived_at is null
      and (resource_version.published_at is null or resource_version.id = resource.current_version_id)
      and (resource.author_id = ${authorId} or campus.path && ${[...unitIds]}::uuid[])
      and ${only}
    order by resource.id, blob.sha256, resource_version.published_at nulls last, resource_file.id`;

/** A page of them, latest first, and how many there are in all. */
export const listQuarantinedRows = async (
  db: Kysely<Database>,
  scope: QuarantineScope,
  isVisible: RawBuilder<boolean>,
  { after, limit }: { after: QuarantinePlace | null; limit: number },
): Promise<(QuarantinedRow & { found: string; total: number })[]> => {
  const isAfter = after
    ? sql`found_at < ${after.foundAt}::timestamptz or found_at = ${after.foundAt}::timestamptz
        and (resource_id, file_id) > (${after.resourceId}::uuid, ${after.fileId}::uuid)`
    : sql`true`;
  const { rows } = await sql<QuarantinedRow & { found: string; total: number }>`select * from (
      select held.*, found_at::text as found, (count(*) over ())::int as total
      from (${heldFiles(scope, isVisible, sql`true`)}) held
    ) counted where ${isAfter} order by found_at desc, resource_id, file_id limit ${limit}`.execute(db);
  return rows;
};

/** One of them. */
export const findQuarantinedRow = async (
  db: Kysely<Database>,
  scope: QuarantineScope,
  fileId: FileId,
): Promise<QuarantinedRow | undefined> => {
  const only = sql<boolean>`resource_file.id = ${fileId}`;
  const { rows } = await sql<QuarantinedRow>`${heldFiles(scope, sql`false`, only)}`.execute(db);
  return rows[0];
};
