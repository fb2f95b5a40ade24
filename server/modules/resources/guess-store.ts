import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ResourceId, VersionId } from "../../ids.ts";
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
