import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ResourceId, Sha256, VersionId } from "../../ids.ts";
import { isReleased, listLackingFiles } from "./awaiting-store.ts";
import type { FilePreviewPageTable, FilePreviewTable } from "./tables.ts";

type Db = Kysely<Database>;

export type PreviewPage = Omit<FilePreviewPageTable, "sha256">;

export interface MadePreview extends Omit<FilePreviewTable, "sha256" | "made_at"> {
  pages: PreviewPage[];
}

/** Keeps what was made of a blob; making it again replaces it. */
export const savePreview = async (
  db: Db,
  sha256: Sha256,
  { pages, ...preview }: MadePreview,
  now: Date,
): Promise<void> => {
  await db.deleteFrom("file_preview").where("sha256", "=", sha256).execute();
  await db
    .insertInto("file_preview")
    .values({ sha256, ...preview, made_at: now })
    .execute();
  if (pages.length === 0) return;
  await db
    .insertInto("file_preview_page")
    .values(pages.map((page) => ({ sha256, ...page })))
    .execute();
};

/** Whether the blob holds pictures that can be made again. */
export const isPicturePack = async (db: Db, sha256: Sha256): Promise<boolean> =>
  (await db
    .selectFrom("file_preview")
    .select("sha256")
    .where("pack_sha256", "=", sha256)
    .executeTakeFirst()) !== undefined;

export const hasPreview = async (db: Db, sha256: Sha256): Promise<boolean> =>
  (await db.selectFrom("file_preview").select("sha256").where("sha256", "=", sha256).executeTakeFirst()) !==
  undefined;

/**
 * These resources may have a new picture: their rows are written again, unchanged, which is how the cards that are kept in
 * memory learn of it.
 */
export const renewCardsOf = async (db: Db, resourceIds: readonly ResourceId[]): Promise<void> => {
  await sql`update resource set revision = resource.revision from (
      select id from resource where id = any(${[...resourceIds]}::uuid[]) order by id for update
    ) shown where resource.id = shown.id`.execute(db);
};

/** The same for all whose current versions have these bytes. */
export const renewCards = async (db: Db, sha256: Sha256): Promise<void> => {
  const rows = await db
    .selectFrom("resource")
    .innerJoin("resource_file", "resource_file.version_id", "resource.current_version_id")
    .select("resource.id")
    .where("resource_file.sha256", "=", sha256)
    .execute();
  await renewCardsOf(
    db,
    rows.map((row) => row.id),
  );
};

/** What may be known of a file's pictures; undefined while they are not made or not this version's to show. */
export const findPreview = (db: Db, versionId: VersionId, sha256: Sha256) =>
  db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .innerJoin("file_preview", "file_preview.sha256", "resource_file.sha256")
    .select([
      "file_preview.sha256",
      "file_preview.status",
      "file_preview.reason",
      "file_preview.page_count",
      "file_preview.duration_ms",
      "file_preview.pack_sha256",
      "file_preview.words_starts_at",
      "file_preview.words_bytes",
    ])
    .where("resource_file.version_id", "=", versionId)
    .where("resource_file.sha256", "=", sha256)
    .where(isReleased("file_preview_awaited"))
    .executeTakeFirst();

const pageColumns = [
  "page",
  "width",
  "height",
  "starts_at",
  "thumbnail_bytes",
  "view_bytes",
  "screen_bytes",
] as const;

export const listPreviewPages = (db: Db, sha256: Sha256): Promise<PreviewPage[]> =>
  db
    .selectFrom("file_preview_page")
    .select(pageColumns)
    .where("sha256", "=", sha256)
    .orderBy("page")
    .execute();

export const findPreviewPage = (db: Db, sha256: Sha256, page: number): Promise<PreviewPage | undefined> =>
  db
    .selectFrom("file_preview_page")
    .select(pageColumns)
    .where("sha256", "=", sha256)
    .where("page", "=", page)
    .executeTakeFirst();

/** Blobs of current versions that nobody has made pictures of, because their job was lost or they are older than pictures. */
export const listUnpicturedOfCurrentVersions = (db: Db, limit: number): Promise<Sha256[]> =>
  listLackingFiles(db, "file_preview", "file_preview_awaited", limit);

/**
 * Forgets previews, so that they are made again: all, those without pictures and those whose pictures were found damaged, or
 * those made before it was kept where words stand. Answers how many.
 */
export const forgetPreviews = async (db: Db, which: "all" | "lacking" | "without-words"): Promise<number> => {
  const lacking = sql<boolean>`status <> 'ready'
    or exists (select 1 from blob where blob.sha256 = pack_sha256 and blob.condition <> 'sound')`;
  const withoutWords = sql<boolean>`pack_sha256 is not null and words_bytes is null`;
  const forgotten = await db
    .deleteFrom("file_preview")
    .$if(which === "lacking", (query) => query.where(lacking))
    .$if(which === "without-words", (query) => query.where(withoutWords))
    .executeTakeFirst();
  return Number(forgotten.numDeletedRows);
};
