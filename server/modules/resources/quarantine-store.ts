import { type Kysely, type RawBuilder, sql } from "kysely";
import type { UnitKind } from "../../actor.ts";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId, UnitId } from "../../ids.ts";
import type { ScanStatus } from "../storage/index.ts";
import { scanStatus } from "./scan-store.ts";

export interface QuarantinedRow {
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
  is_visible: boolean;
}

/** Whose files are meant, and of which campuses. */
export interface QuarantineScope {
  authorId: PersonId;
  ledCampusIds: readonly UnitId[];
}

/**
 * When the resource was last told of its file: others who bring the same bytes must not be seen by the time of their scan.
 * One that took up bytes already known to its author was told by that.
 */
const foundAt = sql`coalesce((select max(event.at) from event
  where event.subject_id = resource.id and event.kind = 'file.quarantined' and event.data ->> 'sha256' = blob.sha256),
  resource_version.created_at)`;

/**
 * Held files, each once, of drafts and current versions in use, latest first. `isVisible`: whether more than the file may be
 * told, as a condition on table `resource`; of a draft no more than that is told to anybody but its author.
 */
export const listQuarantinedRows = async (
  db: Kysely<Database>,
  { authorId, ledCampusIds }: QuarantineScope,
  isVisible: RawBuilder<boolean>,
  limit: number,
): Promise<QuarantinedRow[]> => {
  const { rows } = await sql<QuarantinedRow>`select * from (
    select distinct on (resource.id, blob.sha256)
      resource_file.name, blob.scan_status as status, blob.scan_detail as detail, ${foundAt} as found_at,
      resource.id as resource_id, resource_version.title, resource.author_id, person.name as author_name,
      campus.id as campus_id, campus.kind as campus_kind, campus.name as campus_name, campus.name_en as campus_name_en,
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
      and (resource.author_id = ${authorId} or campus.path && ${[...ledCampusIds]}::uuid[])
    order by resource.id, blob.sha256, resource_version.published_at nulls last
  ) held order by found_at desc, resource_id limit ${limit}`.execute(db);
  return rows;
};
