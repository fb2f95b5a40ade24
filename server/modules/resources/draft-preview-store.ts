import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { Sha256, VersionId } from "../../ids.ts";

type Db = Kysely<Database>;

/** Notes that the draft waits for pictures of its files; answers of which, those that it waited for before among them. */
export const awaitDraftPreviews = async (db: Db, versionId: VersionId): Promise<Sha256[]> => {
  const { rows } = await sql<{ sha256: Sha256 }>`
    insert into draft_preview (version_id, sha256)
    select distinct file.version_id, file.sha256 from resource_file file
    join resource_version version on version.id = file.version_id and version.published_at is null
    where file.version_id = ${versionId}
    on conflict (version_id, sha256) do update set is_released = false where not draft_preview.is_released
    returning sha256`.execute(db);
  return rows.map((row) => row.sha256);
};

/** Whether a draft, or this one, waits for pictures of these bytes. */
export const isAwaitedByDraft = async (db: Db, sha256: Sha256, versionId?: VersionId): Promise<boolean> => {
  const query = db.selectFrom("draft_preview").select("sha256").where("sha256", "=", sha256);
  const awaited = query.where("is_released", "=", false);
  const row = versionId ? awaited.where("version_id", "=", versionId) : awaited;
  return (await row.executeTakeFirst()) !== undefined;
};

/** The pictures of these bytes are now, or are no longer, those of every draft that has them. */
export const setReleasedToDrafts = async (db: Db, sha256: Sha256, isReleased: boolean): Promise<void> => {
  await db
    .updateTable("draft_preview")
    .set({ is_released: isReleased })
    .where("sha256", "=", sha256)
    .execute();
};

/** Bytes of drafts of which no pictures were made, or released, because their job was lost or they are older than this. */
export const listUnpicturedOfDrafts = async (db: Db, limit: number): Promise<Sha256[]> => {
  const { rows } = await sql<{ sha256: Sha256 }>`
    select distinct draft.sha256 from draft_preview draft
    join resource_version version on version.id = draft.version_id and version.published_at is null
    join resource_file file on file.version_id = draft.version_id and file.sha256 = draft.sha256
    join blob on blob.sha256 = draft.sha256 and blob.scan_status in ('unscanned', 'clean')
    where not draft.is_released
      or not exists (select 1 from file_preview made where made.sha256 = draft.sha256)
    limit ${limit}`.execute(db);
  return rows.map((row) => row.sha256);
};
