import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ResourceId, Sha256, VersionId } from "../../ids.ts";

type Db = Kysely<Database>;

/** Where is noted which files of published versions wait for their text, and which for their pictures. */
export type AwaitedTable = "file_text_awaited" | "file_preview_awaited";

const isOfPictures = (awaited: AwaitedTable) => sql.lit(awaited === "file_preview_awaited");

/** Whether the version `holder` shows what was made of its file `held`: what waits for that itself has nothing to pass on. */
const isShownByHolder = (awaited: AwaitedTable) => sql`holder.published_at is not null and not exists (
  select 1 from ${sql.table(awaited)} waiting
  where waiting.version_id = holder.id and waiting.sha256 = held.sha256)`;

/**
 * Notes that the published version waits for what is made of its files, except for what the resource showed before, or
 * the version that it was adapted from, and for pictures that it showed as a draft: that was theirs already. Answers what it waits for.
 */
export const awaitFiles = async (db: Db, awaited: AwaitedTable, versionId: VersionId): Promise<Sha256[]> => {
  const { rows } = await sql<{ sha256: Sha256 }>`
    insert into ${sql.table(awaited)} (version_id, sha256)
    select distinct file.version_id, file.sha256 from resource_file file
    join resource_version version on version.id = file.version_id
    join resource on resource.id = version.resource_id
    where file.version_id = ${versionId} and not exists (
      select 1 from resource_file held join resource_version holder on holder.id = held.version_id
      where held.sha256 = file.sha256 and holder.id <> version.id and ${isShownByHolder(awaited)}
        and (holder.resource_id = resource.id or holder.id = resource.adapted_from_version_id))
      and not (${isOfPictures(awaited)} and exists (
        select 1 from draft_preview shown join file_preview made on made.sha256 = shown.sha256
        where shown.version_id = file.version_id and shown.sha256 = file.sha256 and shown.is_released))
    returning sha256`.execute(db);
  return rows.map((row) => row.sha256);
};

/** How many files of the version's author wait, counted up to `most`. */
export const countAwaited = async (
  db: Db,
  awaited: AwaitedTable,
  versionId: VersionId,
  most: number,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from resource_version published join resource own on own.id = published.resource_id
      join resource on resource.author_id = own.author_id
      join resource_version version on version.resource_id = resource.id
      join ${sql.table(awaited)} awaited on awaited.version_id = version.id
      where published.id = ${versionId} limit ${sql.lit(most)}) waiting`.execute(db);
  return rows[0]?.count ?? 0;
};

/** Blobs of current versions, but for those held by the scanner, of which nothing was made, not even a reason, or whose versions wait for what was made. */
export const listLackingFiles = async (
  db: Db,
  made: "file_text" | "file_preview",
  awaited: AwaitedTable,
  limit: number,
): Promise<Sha256[]> => {
  const { rows } = await sql<{ sha256: Sha256 }>`
    select distinct file.sha256 from resource_file file
    join resource on resource.current_version_id = file.version_id
    join blob on blob.sha256 = file.sha256 and blob.scan_status in ('unscanned', 'clean')
    where not exists (select 1 from ${sql.table(made)} made where made.sha256 = file.sha256)
      or exists (select 1 from ${sql.table(awaited)} awaited
        where awaited.version_id = file.version_id and awaited.sha256 = file.sha256)
    limit ${limit}`.execute(db);
  return rows.map((row) => row.sha256);
};

/**
 * What was made of the blob is now every published version's that waited for it; answers the resources whose current versions
 * are among these.
 */
export const releaseVersions = async (
  db: Db,
  awaited: AwaitedTable,
  sha256: Sha256,
): Promise<ResourceId[]> => {
  const { rows } = await sql<{ id: ResourceId }>`
    with released as (delete from ${sql.table(awaited)} where sha256 = ${sha256} returning version_id)
    select resource.id from released
    join resource on resource.current_version_id = released.version_id`.execute(db);
  return rows.map((row) => row.id);
};

/** The text of the blob is now known to everybody who uploaded it. */
export const releaseUploads = async (db: Db, sha256: Sha256): Promise<void> => {
  await db.deleteFrom("upload_text_awaited").where("sha256", "=", sha256).execute();
};

/** Whether the indexer has released a file's pictures to this draft, as a condition on table `resource_file`. */
export const isReleasedToDraft = (versionId: RawBuilder<unknown>) => sql<boolean>`exists (
  select 1 from draft_preview shown
  where shown.version_id = ${versionId} and shown.sha256 = resource_file.sha256 and shown.is_released)`;

/**
 * Whether what was made of a file may be shown with it, as a condition on tables `resource_version` and `resource_file`.
 * It is kept by content, so what is known of a draft's file could tell its author that somebody else, anywhere, has
 * published the same bytes: it counts only once the indexer has released it to this version, or where this resource, or
 * the version that it was adapted from, has shown it before.
 */
export const isReleased = (awaited: AwaitedTable) => sql<boolean>`(
  ${isOfPictures(awaited)} and resource_version.published_at is null and ${isReleasedToDraft(sql.ref("resource_version.id"))} or
  resource_version.published_at is not null and not exists (
    select 1 from ${sql.table(awaited)} awaited
    where awaited.version_id = resource_version.id and awaited.sha256 = resource_file.sha256)
  or resource_version.published_at is null and exists (
    select 1 from resource_file held join resource_version holder on holder.id = held.version_id
    join resource own on own.id = resource_version.resource_id
    where held.sha256 = resource_file.sha256 and ${isShownByHolder(awaited)}
      and (holder.resource_id = own.id or holder.id = own.adapted_from_version_id)))`;
