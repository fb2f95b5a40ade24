import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { Sha256, VersionId } from "../../ids.ts";
import type { FilePassageTable, TextStatus } from "./tables.ts";

type Db = Kysely<Database>;

export type ExtractedPassage = Omit<FilePassageTable, "sha256" | "position">;

export interface ExtractedText {
  status: TextStatus;
  reason: string | null;
  pageCount: number | null;
  passages: ExtractedPassage[];
}

/** Keeps what was read from a blob; reading it again replaces it. */
export const saveText = async (db: Db, sha256: Sha256, text: ExtractedText, now: Date): Promise<void> => {
  await db.deleteFrom("file_text").where("sha256", "=", sha256).execute();
  await db
    .insertInto("file_text")
    .values({
      sha256,
      status: text.status,
      reason: text.reason,
      page_count: text.pageCount,
      extracted_at: now,
    })
    .execute();
  for (let from = 0; from < text.passages.length; from += 1000) {
    const rows = text.passages
      .slice(from, from + 1000)
      .map((passage, index) => ({ sha256, position: from + index, ...passage }));
    await db.insertInto("file_passage").values(rows).execute();
  }
};

/**
 * Notes that the published version waits for its files' text, except for what the resource, or the one that it was adapted
 * from, had published before: that was theirs already. Answers what it waits for.
 */
export const awaitText = async (db: Db, versionId: VersionId): Promise<Sha256[]> => {
  const { rows } = await sql<{ sha256: Sha256 }>`
    insert into file_text_awaited (version_id, sha256)
    select distinct file.version_id, file.sha256 from resource_file file
    join resource_version version on version.id = file.version_id
    join resource on resource.id = version.resource_id
    where file.version_id = ${versionId} and not exists (
      select 1 from resource_file held join resource_version holder on holder.id = held.version_id
      where held.sha256 = file.sha256 and holder.id <> version.id and holder.published_at is not null
        and holder.resource_id in (resource.id, resource.adapted_from_resource_id))
    returning sha256`.execute(db);
  return rows.map((row) => row.sha256);
};

/** How many files of the version's author wait to be read, counted up to `most`. */
export const countAwaited = async (db: Db, versionId: VersionId, most: number): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from resource_version published join resource own on own.id = published.resource_id
      join resource on resource.author_id = own.author_id
      join resource_version version on version.resource_id = resource.id
      join file_text_awaited awaited on awaited.version_id = version.id
      where published.id = ${versionId} limit ${sql.lit(most)}) waiting`.execute(db);
  return rows[0]?.count ?? 0;
};

/** The blob has been read: its text is now every version's that waited for it. */
export const releaseText = async (db: Db, sha256: Sha256): Promise<void> => {
  await db.deleteFrom("file_text_awaited").where("sha256", "=", sha256).execute();
};

/** The passages of blobs in order, at most `most` for each. */
export const listPassages = (db: Db, sha256s: readonly Sha256[], most: number) =>
  db
    .selectFrom("file_passage")
    .select(["sha256", "position", "page", "page_kind", "text"])
    .where(sql<boolean>`sha256 = any(${[...sha256s]}::text[])`)
    .where("position", "<", most)
    .orderBy("sha256")
    .orderBy("position")
    .execute();
