import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { PersonId, ResourceId, Sha256 } from "../../ids.ts";

type Db = Kysely<Database>;

export interface ImportedFile {
  path: string;
  sha256: Sha256;
  resourceId: ResourceId;
}

const hashOf = (path: string): string => createHash("sha256").update(path, "utf8").digest("hex");

/** What this person imported before from these paths, whatever the bytes were then. */
export const listImported = async (
  db: Db,
  personId: PersonId,
  paths: readonly string[],
): Promise<ImportedFile[]> =>
  db
    .selectFrom("imported_file")
    .select(["path", "sha256", "resource_id as resourceId"])
    .where("person_id", "=", personId)
    .where(sql<boolean>`path_sha256 = any(${paths.map(hashOf)}::text[])`)
    .execute();

/** Notes what was imported; false where one of the files is noted already, also by whoever imports at the same time. */
export const recordImported = async (
  db: Db,
  personId: PersonId,
  files: readonly ImportedFile[],
): Promise<boolean> => {
  const rows = files.map(({ path, sha256, resourceId }) => ({
    person_id: personId,
    // PostgreSQL takes no zero byte, and a lone surrogate in no text.
    path: path.replaceAll("\u0000", "").toWellFormed(),
    path_sha256: hashOf(path),
    sha256,
    resource_id: resourceId,
  }));
  const inserted = await db
    .insertInto("imported_file")
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning("sha256")
    .execute();
  return inserted.length === rows.length;
};
