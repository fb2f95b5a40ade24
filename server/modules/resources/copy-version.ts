import type { Context } from "../../context.ts";
import { type FileId, newId, type PersonId, type ResourceId, type VersionId } from "../../ids.ts";
import type { ResourceRow } from "./card-store.ts";
import { listFiles, replaceFiles } from "./file-store.ts";
import { insertDraft, type VersionFields, type VersionRow } from "./store.ts";

export const fieldsOf = (version: ResourceRow | VersionRow): VersionFields => ({
  title: version.title,
  summary: version.summary,
  kind: version.kind,
  subject: version.subject,
  grades: version.grades,
  term: version.term,
  edition: version.edition,
  volume: version.volume,
  textbook_node_id: version.textbook_node_id,
  keywords: version.keywords,
  language: version.language,
});

/** A draft of `target` with the fields and files of a version, its own or another resource's. Bytes are not copied. */
export const copyToDraft = async (
  ctx: Context,
  target: { resourceId: ResourceId; editedBy: PersonId; restoredFromNumber: number | null },
  source: { versionId: VersionId; fields: VersionFields },
): Promise<VersionId> => {
  const id = newId() as VersionId;
  await insertDraft(ctx.db, { id, now: ctx.clock.now(), ...target }, source.fields);
  const files = await listFiles(ctx.db, source.versionId);
  const copies = files.map(({ sha256, name, media_type, size_bytes }) => ({
    id: newId() as FileId,
    sha256,
    name,
    media_type,
    size_bytes,
  }));
  await replaceFiles(ctx.db, id, copies);
  return id;
};
