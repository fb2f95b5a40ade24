import { sql } from "kysely";
import type { Context } from "../../context.ts";
import type { ResourceId, VersionId } from "../../ids.ts";
import { enqueueIndexing, enqueueOnBlob, enqueueOnBlobUnlessWaiting, hindmost } from "../../jobs.ts";
import { type AwaitedTable, awaitFiles, countAwaited } from "./awaiting-store.ts";
import { awaitDraftPreviews } from "./draft-preview-store.ts";

/**
 * Asks the indexer to bring the resource's document up to date, in this transaction. Where fewer people may see it than
 * before, it is also noted as pending, and searches leave it out until the index has caught up.
 */
export const requestIndexing = async (ctx: Context, id: ResourceId, isNarrowed: boolean): Promise<void> => {
  if (isNarrowed) {
    await sql`insert into index_pending (resource_id, revision)
      select id, revision from resource where id = ${id}
      on conflict (resource_id) do update set revision = excluded.revision, since = now()`.execute(ctx.db);
  }
  await enqueueIndexing(ctx, id);
};

/** Who has more files waiting than this many times ten stands as far behind as one can. */
const steps = 4;

const requestOf = async (
  ctx: Context,
  versionId: VersionId,
  { awaited, job }: { awaited: AwaitedTable; job: "extract-text" | "make-preview" },
): Promise<void> => {
  const sha256s = await awaitFiles(ctx.db, awaited, versionId);
  if (sha256s.length === 0) return;
  const behind = Math.floor((await countAwaited(ctx.db, awaited, versionId, steps * 10)) / 10);
  for (const sha256 of sha256s) await enqueueOnBlob(ctx, job, { sha256 }, { behind });
};

/**
 * Asks the indexer for the text of the version's files, and for pictures of them, made already or not: it releases what it
 * has made. The more files of a person are waiting, the further back the next one stands: who brings a whole folder does
 * not hold up a colleague.
 */
export const requestContentOf = async (ctx: Context, versionId: VersionId): Promise<void> => {
  await requestOf(ctx, versionId, { awaited: "file_text_awaited", job: "extract-text" });
  await requestOf(ctx, versionId, { awaited: "file_preview_awaited", job: "make-preview" });
};

/** Asks the indexer for pictures of the draft's files, behind those of all that is published. */
export const requestDraftPreviews = async (ctx: Context, versionId: VersionId): Promise<void> => {
  for (const sha256 of await awaitDraftPreviews(ctx.db, versionId))
    await enqueueOnBlobUnlessWaiting(ctx, "make-preview", { sha256 }, { behind: hindmost });
};
