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

/** Enqueues in the caller's transaction. Jobs with the same key collapse into one that has not started yet. */
export const enqueue = async <Name extends JobName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payload: Jobs[Name],
  jobKey: string,
): Promise<void> => {
  await sql`select graphile_worker.add_job(
    ${name}::text, payload := ${JSON.stringify(payload)}::json, job_key := ${jobKey}::text,
    max_attempts := ${maxAttempts[name]}::int, priority := ${priority[name]}::int)`.execute(ctx.db);
};
