import type { Context } from "../../context.ts";
import { inTransaction } from "../../db/transaction.ts";
import { Conflict, Unauthenticated } from "../../errors.ts";
import type { ResourceId, Sha256, UploadId } from "../../ids.ts";
import { createResource } from "./create-resource.ts";
import { recordImported } from "./imported-store.ts";
import { publishVersion } from "./publish-version.ts";
import type { NewResource, SharedWith } from "./schema.ts";

export interface DraftImport {
  fields: Omit<NewResource, "files">;
  /** `path` as the import names it; together with the person and the bytes it makes the import restartable. */
  files: { path: string; sha256: Sha256; uploadId: UploadId }[];
  /** Null leaves a draft. */
  sharedWith: SharedWith | null;
}

/**
 * Makes a draft of imported files, notes them as imported, and publishes it where that is wanted: all of it or nothing, so
 * that whoever is killed between two of these begins again with the next. Throws Conflict("import.already") where one of
 * the files is being imported elsewhere.
 */
export const importDraft = (ctx: Context, { fields, files, sharedWith }: DraftImport): Promise<ResourceId> =>
  inTransaction(ctx, async (ctx) => {
    if (ctx.actor.kind !== "user") throw new Unauthenticated();
    const choices = files.map(({ uploadId }) => ({ uploadId }));
    const { id } = await createResource(ctx, { ...fields, files: choices });
    const imported = files.map(({ path, sha256 }) => ({ path, sha256, resourceId: id }));
    if (!(await recordImported(ctx.db, ctx.actor.id, imported)))
      throw new Conflict("import.already", "One of these files was imported already.");
    if (sharedWith !== null) await publishVersion(ctx, id, sharedWith);
    return id;
  });
