import { sql } from "kysely";
import type { Context } from "./context.ts";
import type { ResourceId, Sha256, UploadId } from "./ids.ts";

export interface ScanOrder {
  sha256: Sha256;
  /** Also what is known to be infected. */
  isAgain?: boolean;
  /** How often it came to no verdict. */
  waits?: number;
  /** How often of these the scanner was well and would scan other bytes. */
  refusals?: number;
}

/** Every job and its payload. A job re-reads the present state by id: running it twice, late or out of order changes nothing. */
export interface Jobs {
  "index-resource": { resourceId: ResourceId };
  "scan-blob": ScanOrder;
  "extract-text": { sha256: Sha256 };
  "recognize-text": { sha256: Sha256 };
  "make-preview": { sha256: Sha256 };
  /** What was not drawn at its first go. */
  "draw-slowly": { sha256: Sha256 };
  "refine-draft": { resourceId: ResourceId };
  "sketch-texts": Record<string, never>;
  "unpack-upload": { uploadId: UploadId };
  /** What was not unpacked at its first go. */
  "unpack-slowly": { uploadId: UploadId };
  "rebuild-index": Record<string, never>;
  "sweep-storage": Record<string, never>;
  "read-forgotten-files": Record<string, never>;
  "scan-forgotten-files": Record<string, never>;
}

export type JobName = keyof Jobs;

const maxAttempts: Record<JobName, number> = {
  "index-resource": 25,
  "scan-blob": 25,
  "extract-text": 3,
  "recognize-text": 3,
  "make-preview": 3,
  "draw-slowly": 3,
  "refine-draft": 3,
  "sketch-texts": 3,
  "unpack-upload": 5,
  "unpack-slowly": 5,
  "rebuild-index": 5,
  "sweep-storage": 1,
  "read-forgotten-files": 1,
  "scan-forgotten-files": 1,
};

/** Lower runs first: what a person is waiting to find comes before housekeeping. */
const priority: Record<JobName, number> = {
  "index-resource": 0,
  "scan-blob": 3,
  "unpack-upload": 5,
  "unpack-slowly": 25,
  "extract-text": 10,
  "recognize-text": 15,
  "rebuild-index": 20,
  "make-preview": 20,
  "draw-slowly": 25,
  "refine-draft": 20,
  "sketch-texts": 30,
  "sweep-storage": 30,
  "read-forgotten-files": 30,
  "scan-forgotten-files": 30,
};

/** Before all that is enqueued, but for the index itself: somebody looks at the page on which it will appear. */
const watchedPriority = 1;

/** Jobs on one blob, and by what their keys begin: some go on with what another has begun. */
const blobJobs = {
  "extract-text": "text",
  "recognize-text": "text",
  "make-preview": "preview",
  "draw-slowly": "preview",
  "scan-blob": "scan",
} as const satisfies Partial<Record<JobName, string>>;

export type BlobJobName = keyof typeof blobJobs;

/** Of one blob at most one job with this key waits. */
export const blobJobKey = (name: BlobJobName, sha256: Sha256): string => `${blobJobs[name]}:${sha256}`;

export const unpackingKey = (id: UploadId): string => `unpack:${id}`;

export interface EnqueueOptions {
  /** Jobs of one queue run one after the other. */
  queue?: string;
  delayMs?: number;
  /** 0 to 9: how far behind other jobs of its kind, where nobody waits for it or others should have their turn first. */
  behind?: number;
}

/** How far behind that stands which nobody waits for. */
export const hindmost = 9;

/** The number by which a job has its turn; lower is sooner. */
export const priorityOf = (name: JobName, behind = 0): number => priority[name] + behind;

/** Enqueues in the caller's transaction. Jobs with the same key collapse into one that has not started yet. */
export const enqueue = async <Name extends JobName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payload: Jobs[Name],
  jobKey: string,
  options: EnqueueOptions = {},
): Promise<void> => {
  const place = priorityOf(name, options.behind);
  await sql`select graphile_worker.add_job(
    ${name}::text, payload := ${JSON.stringify(payload)}::json, job_key := ${jobKey}::text,
    queue_name := ${options.queue ?? null}::text, run_at := now() + ${options.delayMs ?? 0} * interval '1 millisecond',
    max_attempts := ${maxAttempts[name]}::int, priority := ${place}::int)`.execute(ctx.db);
};

/**
 * Enqueues unless a job of this key waits already: that one keeps its kind and its place, and does not begin before the
 * caller's transaction ends, so that it finds what is written there.
 */
const enqueueUnlessWaiting = async <Name extends JobName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payload: Jobs[Name],
  jobKey: string,
  options: EnqueueOptions = {},
): Promise<void> => {
  const { rows } = await sql`select id from graphile_worker._private_jobs
    where key = ${jobKey} and locked_at is null and attempts < max_attempts for update`.execute(ctx.db);
  if (rows.length === 0) await enqueue(ctx, name, payload, jobKey, options);
};

export const enqueueOnBlob = <Name extends BlobJobName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payload: Jobs[Name],
  options: EnqueueOptions = {},
): Promise<void> => enqueue(ctx, name, payload, blobJobKey(name, payload.sha256), options);

/** As `enqueueUnlessWaiting`. */
export const enqueueOnBlobUnlessWaiting = <Name extends BlobJobName>(
  ctx: Pick<Context, "db">,
  name: Name,
  payload: Jobs[Name],
  options: EnqueueOptions = {},
): Promise<void> => enqueueUnlessWaiting(ctx, name, payload, blobJobKey(name, payload.sha256), options);

/** Of one resource at most one job waits; the indexers see to it that a put and a removal cannot overtake each other. */
export const enqueueIndexing = (
  ctx: Pick<Context, "db">,
  resourceId: ResourceId,
  options: Omit<EnqueueOptions, "queue"> = {},
): Promise<void> => enqueue(ctx, "index-resource", { resourceId }, `index:${resourceId}`, options);

/** Those of these keys whose job waits, runs, or will be tried again. */
export const listLiveJobs = async (db: Context["db"], keys: readonly string[]): Promise<Set<string>> => {
  const { rows } = await sql<{ key: string }>`select key from graphile_worker.jobs
    where key = any(${[...keys]}::text[]) and (attempts < max_attempts or locked_at is not null)`.execute(db);
  return new Set(rows.map(({ key }) => key));
};

/** Gives the job of this key the next turn, where it still waits for one; with `isDue` also one that was to be tried later. */
export const bringForward = async (
  db: Context["db"],
  key: string,
  { isDue = false }: { isDue?: boolean } = {},
): Promise<void> => {
  await sql`select graphile_worker.reschedule_jobs(array(
    select id from graphile_worker.jobs
    where key = ${key} and (priority > ${watchedPriority} or ${isDue} and run_at > now())),
    priority := ${watchedPriority}::int, run_at := case when ${isDue} then now() end)`.execute(db);
};

/** Whether the job of this key waits for its turn or is being done; null where there is none that will be. */
export const findJobStage = async (db: Context["db"], key: string): Promise<"queued" | "making" | null> => {
  const { rows } = await sql<{ isLocked: boolean }>`select locked_at is not null as "isLocked"
    from graphile_worker.jobs where key = ${key} and (attempts < max_attempts or locked_at is not null)`.execute(
    db,
  );
  return rows[0] ? (rows[0].isLocked ? "making" : "queued") : null;
};

export interface JobCount {
  task: string;
  /** Ready to be done; `later` are to be tried again or were put off; `failed` will not be tried again. */
  due: number;
  running: number;
  later: number;
  failed: number;
  /** For how long the longest waiting has been due, in seconds; 0 where none waits. */
  oldestDueSeconds: number;
}

/** How many jobs of each kind there are, and how far behind. */
export const countJobs = async (db: Context["db"]): Promise<JobCount[]> => {
  const { rows } = await sql<JobCount>`
    with job as (
      select task_identifier as task, run_at, case
        when locked_at is not null then 'running' when attempts >= max_attempts then 'failed'
        when run_at > now() then 'later' else 'due' end as state
      from graphile_worker.jobs
    )
    select task, count(*) filter (where state = 'due') as due, count(*) filter (where state = 'running') as running,
      count(*) filter (where state = 'later') as later, count(*) filter (where state = 'failed') as failed,
      coalesce(extract(epoch from now() - min(run_at) filter (where state = 'due')), 0)::float8 as "oldestDueSeconds"
    from job group by task`.execute(db);
  return rows;
};
