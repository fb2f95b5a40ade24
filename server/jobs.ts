import { sql } from "kysely";
import type { Context } from "./context.ts";
import type { ResourceId, Sha256 } from "./ids.ts";

/** Every job and its payload. A job re-reads the present state by id: running it twice, late or out of order changes nothing. */
export interface Jobs {
  "index-resource": { resourceId: ResourceId };
  "extract-text": { sha256: Sha256 };
  "rebuild-index": Record<string, never>;
  "sweep-storage": Record<string, never>;
}

export type JobName = keyof Jobs;

const maxAttempts: Record<JobName, number> = {
  "index-resource": 25,
  "extract-text": 3,
  "rebuild-index": 5,
  "sweep-storage": 1,
};

/** Lower runs first: what a person is waiting to find comes before housekeeping. */
const priority: Record<JobName, number> = {
  "index-resource": 0,
  "extract-text": 10,
  "rebuild-index": 20,
  "sweep-storage": 30,
};

export interface EnqueueOptions {
  /** Jobs of one queue run one after the other, so that a put and a remove of the same thing cannot overtake each other. */
  queue?: string;
  delayMs?: number;
}

/** Enqueues in the caller's transaction. Jobs with the same key collapse into one that has not started yet. */
export const enqueue = async <Name extends JobName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payload: Jobs[Name],
  jobKey: string,
  options: EnqueueOptions = {},
): Promise<void> => {
  await sql`select graphile_worker.add_job(
    ${name}::text, payload := ${JSON.stringify(payload)}::json, job_key := ${jobKey}::text,
    queue_name := ${options.queue ?? null}::text, run_at := now() + ${options.delayMs ?? 0} * interval '1 millisecond',
    max_attempts := ${maxAttempts[name]}::int, priority := ${priority[name]}::int)`.execute(ctx.db);
};

/** Indexing of one resource always goes through the same one of sixteen queues. */
export const enqueueIndexing = (
  ctx: Pick<Context, "db">,
  resourceId: ResourceId,
  delayMs = 0,
): Promise<void> =>
  enqueue(ctx, "index-resource", { resourceId }, `index:${resourceId}`, {
    queue: `index-${resourceId[0]}`,
    delayMs,
  });
