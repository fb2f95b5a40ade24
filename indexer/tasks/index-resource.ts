import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "../../server/context.ts";
import { translateDatabaseError } from "../../server/db/errors.ts";
import { Unavailable } from "../../server/errors.ts";
import { id } from "../../server/http/shapes.ts";
import type { ResourceId } from "../../server/ids.ts";
import { enqueueIndexing } from "../../server/jobs.ts";
import { clearPending } from "../../server/modules/search/index.ts";
import { buildDocuments } from "../build-document.ts";
import { createCoalescer } from "../coalesce.ts";

const payload = z.object({ resourceId: id<"resource">() });

/** How soon what does not answer is asked again; such waiting uses up no attempt. */
const retryMs = 5000;
/** Few enough that what was just published is not long behind a round of books. */
const mostAtOnce = 100;

/** The engine is away, or long with another; a change that it refused is a fault of that change. */
const isAway = (error: unknown): boolean =>
  error instanceof Unavailable && !["search.task-failed", "search.refused"].includes(error.code);

/** Throws Unavailable where the turn of another takes longer than a statement may. */
const takeTurn = async (db: Context["db"]): Promise<void> => {
  try {
    await sql`select pg_advisory_lock(hashtext('index-resources'))`.execute(db);
  } catch (error) {
    throw translateDatabaseError(error) ?? error;
  }
};

/**
 * One at a time among all indexers, from reading the database to the engine's answer: a put of what was read earlier cannot
 * arrive after a removal. The lock ends with its connection, so also with a process that is killed.
 */
const oneAfterTheOther = (ctx: Context, act: () => Promise<void>): Promise<void> =>
  ctx.db.connection().execute(async (connection) => {
    await takeTurn(connection);
    try {
      await act();
    } finally {
      await sql`select pg_advisory_unlock(hashtext('index-resources'))`.execute(connection);
    }
  });

/** Brings these documents in line with the database: puts them, or removes those that nobody may find any more. */
const indexResources = (ctx: Context, ids: ResourceId[]): Promise<void> =>
  oneAfterTheOther(ctx, async () => {
    const found = await ctx.db
      .selectFrom("resource")
      .select(["id", "revision"])
      .where(sql<boolean>`id = any(${ids}::uuid[])`)
      .execute();
    const documents = await buildDocuments(
      ctx,
      found.map((row) => row.id),
    );
    const revisionOf = new Map(documents.map((document) => [document.id, document.revision]));
    const gone = found.filter((row) => !revisionOf.has(row.id));
    if (gone.length > 0) await ctx.search.remove(gone.map((row) => row.id));
    if (documents.length > 0) await ctx.search.put(documents);
    const caughtUp = found.map(({ id, revision }) => ({ id, revision: revisionOf.get(id) ?? revision }));
    await clearPending(ctx.db, caughtUp);
  });

const orWait = async (ctx: Context, resourceId: ResourceId, indexing: Promise<void>): Promise<void> => {
  try {
    await indexing;
  } catch (error) {
    if (!isAway(error)) throw error;
    ctx.log.warn({ err: error, resourceId }, "the search engine does not answer; indexing waits");
    await enqueueIndexing(ctx, resourceId, { delayMs: retryMs });
  }
};

/** Brings one resource's document in line with the database. */
export const indexResource = (ctx: Context, input: unknown): Promise<void> => {
  const { resourceId } = payload.parse(input);
  return orWait(ctx, resourceId, indexResources(ctx, [resourceId]));
};

/** The same for jobs that run side by side: those that wait at the same time go to the engine together. */
export const createResourceIndexer = (ctx: Context): ((input: unknown) => Promise<void>) => {
  const together = createCoalescer<ResourceId>({
    mostAtOnce,
    act: (ids) => indexResources(ctx, ids),
    isForAll: isAway,
  });
  return (input) => {
    const { resourceId } = payload.parse(input);
    return orWait(ctx, resourceId, together.run(resourceId));
  };
};
