import { sql } from "kysely";
import type { Context } from "../../context.ts";
import type { ResourceId, VersionId } from "../../ids.ts";
import { enqueue, enqueueIndexing } from "../../jobs.ts";
import { awaitText } from "./text-store.ts";

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

/** Asks the indexer for the text of the version's files, read already or not: it releases what it has read. */
export const requestTextOf = async (ctx: Context, versionId: VersionId): Promise<void> => {
  for (const sha256 of await awaitText(ctx.db, versionId)) {
    await enqueue(ctx, "extract-text", { sha256 }, `text:${sha256}`);
  }
};
