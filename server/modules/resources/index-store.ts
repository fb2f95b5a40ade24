import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ResourceId, Sha256 } from "../../ids.ts";
import { listLackingFiles } from "./awaiting-store.ts";

type Db = Kysely<Database>;

/** Resources whose current version has a file with these bytes. */
export const listResourcesWithFile = async (db: Db, sha256: Sha256): Promise<ResourceId[]> => {
  const rows = await db
    .selectFrom("resource_file")
    .innerJoin("resource", "resource.current_version_id", "resource_file.version_id")
    .select("resource.id")
    .distinct()
    .where("resource_file.sha256", "=", sha256)
    .where("resource.archived_at", "is", null)
    .execute();
  return rows.map((row) => row.id);
};

/** Ids of published resources in order, a page at a time. */
export const listPublishedIds = async (
  db: Db,
  after: ResourceId | null,
  limit: number,
): Promise<ResourceId[]> => {
  let query = db
    .selectFrom("resource")
    .select("id")
    .where("published_at", "is not", null)
    .where("archived_at", "is", null);
  if (after) query = query.where("id", ">", after);
  return (await query.orderBy("id").limit(limit).execute()).map((row) => row.id);
};

/** Blobs of current versions that nobody has read, because their job was lost or the reader could not be reached. */
export const listUnreadOfCurrentVersions = (db: Db, limit: number): Promise<Sha256[]> =>
  listLackingFiles(db, "file_text", "file_text_awaited", limit);

/** Whether a version, a waiting upload or a preview has these bytes. */
export const isBlobReferenced = async (db: Db, sha256: Sha256): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`select
    exists (select 1 from resource_file where sha256 = ${sha256})
    or exists (select 1 from upload where sha256 = ${sha256})
    or exists (select 1 from file_preview where pack_sha256 = ${sha256}) as found`.execute(db);
  return rows[0]?.found ?? false;
};

export const listReferencedBlobs = async (db: Db, sha256s: readonly Sha256[]): Promise<Set<Sha256>> => {
  const { rows } = await sql<{ sha256: Sha256 }>`
    select sha256 from unnest(${[...sha256s]}::text[]) as asked (sha256)
    where exists (select 1 from resource_file where resource_file.sha256 = asked.sha256)
      or exists (select 1 from upload where upload.sha256 = asked.sha256)
      or exists (select 1 from file_preview where file_preview.pack_sha256 = asked.sha256)`.execute(db);
  return new Set(rows.map((row) => row.sha256));
};
