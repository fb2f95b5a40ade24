import type { Context } from "../../context.ts";
import { Invalid } from "../../errors.ts";
import { type FileId, newId, type ResourceId, type VersionId } from "../../ids.ts";
import { sanitizeFileName } from "../storage/index.ts";
import { type FileRow, listFilesOfResource, listOwnUploads, replaceFiles } from "./file-store.ts";
import type { FileChoice } from "./schema.ts";

type NewFile = Omit<FileRow, "version_id" | "position">;

const named = (source: Omit<NewFile, "id">, name: string | undefined): NewFile => ({
  id: newId() as FileId,
  sha256: source.sha256,
  name: name === undefined ? source.name : sanitizeFileName(name),
  media_type: source.media_type,
  size_bytes: source.size_bytes,
});

/**
 * Makes these the draft's files, in this order. An upload must be the actor's own and a file must be of this resource:
 * anything else is named as unknown, whether or not it exists.
 */
export const chooseFiles = async (
  ctx: Context,
  resourceId: ResourceId,
  versionId: VersionId,
  choices: FileChoice[],
): Promise<void> => {
  const personId = ctx.actor.kind === "user" ? ctx.actor.id : null;
  const uploadIds = choices.flatMap((choice) => ("uploadId" in choice ? [choice.uploadId] : []));
  const fileIds = choices.flatMap((choice) => ("fileId" in choice ? [choice.fileId] : []));
  const uploads = personId ? await listOwnUploads(ctx.db, personId, uploadIds, ctx.clock.now()) : [];
  const files = await listFilesOfResource(ctx.db, resourceId, fileIds);
  const found = new Map<string, Omit<NewFile, "id">>([...uploads, ...files].map((row) => [row.id, row]));
  const chosen = choices.map((choice, index) => {
    const source = found.get("uploadId" in choice ? choice.uploadId : choice.fileId);
    if (!source) {
      const field = {
        path: `files.${index}`,
        code: "unknown-file",
        message: "is no upload of yours and no file of this resource",
      };
      throw new Invalid("resource.files", "A chosen file is not there.", { fields: [field] });
    }
    return named(source, choice.name);
  });
  await replaceFiles(ctx.db, versionId, chosen);
};
