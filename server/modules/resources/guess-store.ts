import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ResourceId, Sha256, VersionId } from "../../ids.ts";
import type { FieldGuess } from "./schema.ts";

type Db = Kysely<Database>;

/** What is guessed of a version, and the folders that its resource's files came from: its author's business. */
export const findGuesses = async (
  db: Db,
  versionId: VersionId,
): Promise<{ guesses: FieldGuess[]; folder: string[] }> => {
  const row = await db
    .selectFrom("resource_version")
    .innerJoin("resource", "resource.id", "resource_version.resource_id")
    .select(["resource_version.guesses", "resource.folder"])
    .where("resource_version.id", "=", versionId)
    .executeTakeFirst();
  return { guesses: row?.guesses ?? [], folder: row?.folder ?? [] };
};

export const updateGuesses = async (
  db: Db,
  versionId: VersionId,
  guesses: readonly FieldGuess[],
): Promise<void> => {
  await db
    .updateTable("resource_version")
    .set({ guesses: sql`${JSON.stringify(guesses)}::jsonb` })
    .where("id", "=", versionId)
    .where("published_at", "is", null)
    .execute();
};

export const updateFolder = async (db: Db, id: ResourceId, folder: string[]): Promise<void> => {
  await db.updateTable("resource").set({ folder }).where("id", "=", id).execute();
};

/** The blobs of a draft that has guesses; none of any other version. */
export const listShaOfVersion = async (db: Db, versionId: VersionId): Promise<Sha256[]> => {
  const rows = await db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .select("resource_file.sha256")
    .distinct()
    .where("version_id", "=", versionId)
    .where("resource_version.published_at", "is", null)
    .where(sql<boolean>`resource_version.guesses <> '[]'`)
    .execute();
  return rows.map((row) => row.sha256);
};

/** Drafts with guesses, one of whose files has these bytes. */
export const listGuessedDraftsWithFile = async (db: Db, sha256: Sha256): Promise<ResourceId[]> => {
  const rows = await db
    .selectFrom("resource_file")
    .innerJoin("resource_version", "resource_version.id", "resource_file.version_id")
    .select("resource_version.resource_id")
    .distinct()
    .where("resource_file.sha256", "=", sha256)
    .where("resource_version.published_at", "is", null)
    .where(sql<boolean>`resource_version.guesses <> '[]'`)
    .execute();
  return rows.map((row) => row.resource_id);
};

/** The resource's draft if some of its fields are guesses, and the resource is still in use. */
export const findGuessedDraft = (db: Db, id: ResourceId) =>
  db
    .selectFrom("resource_version")
    .innerJoin("resource", "resource.id", "resource_version.resource_id")
    .select([
      "resource_version.id as version_id",
      "resource_version.title",
      "resource_version.kind",
      "resource_version.subject",
      "resource_version.grades",
      "resource_version.volume",
      "resource_version.edition",
      "resource_version.term",
      "resource_version.textbook_node_id",
      "resource_version.guesses",
      "resource_version.edited_by",
      "resource.folder",
      "resource.owner_campus_id",
    ])
    .where("resource.id", "=", id)
    .where("resource.archived_at", "is", null)
    .where("resource_version.published_at", "is", null)
    .where(sql<boolean>`resource_version.guesses <> '[]'`)
    .executeTakeFirst();

/** How much of a first page is looked at. */
const mostPassages = 12;

/** The files of a version in order, each with its first page, slide or sheet and what it says of itself, where it was read. */
export const listFirstPages = async (db: Db, versionId: VersionId) => {
  const { rows } = await sql<{ name: string; properties: Record<string, string>; first_page: string }>`
    select file.name, coalesce(text.properties, '{}') as properties, coalesce((
      select string_agg(passage.text, E'\n' order by passage.position) from file_passage passage
      join file_passage first on first.sha256 = file.sha256 and first.position = 0
      where passage.sha256 = file.sha256 and passage.position < ${sql.lit(mostPassages)}
        and passage.page is not distinct from first.page), '') as first_page
    from resource_file file left join file_text text on text.sha256 = file.sha256
    where file.version_id = ${versionId} order by file.position`.execute(db);
  return rows;
};
