import { sql } from "kysely";
import type { Context } from "../../server/context.ts";
import type { Sha256 } from "../../server/ids.ts";

/** The blob if a file, or an upload, has it. What the file is, the blob says: one resource's name for it must not decide for another's. */
export const findFileBlob = (ctx: Context, sha256: Sha256) =>
  ctx.db
    .selectFrom("blob")
    .select("media_type")
    .where("sha256", "=", sha256)
    .where(sql<boolean>`(
        exists (select 1 from resource_file where resource_file.sha256 = blob.sha256)
        or exists (select 1 from upload where upload.sha256 = blob.sha256))`)
    .executeTakeFirst();
