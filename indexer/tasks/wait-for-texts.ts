import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Context } from "../../server/context.ts";
import { hindmost, priorityOf } from "../../server/jobs.ts";

const lookEveryMs = 500;

const isTextDue = async (ctx: Context): Promise<boolean> => {
  const { rows } = await sql<{ isDue: boolean }>`select exists (
    select 1 from graphile_worker.jobs where task_identifier = 'extract-text'
      and priority < ${priorityOf("extract-text", hindmost)}::int
      and locked_at is null and run_at <= now() and attempts < max_attempts) as "isDue"`.execute(ctx.db);
  return rows[0]?.isDue ?? false;
};

/**
 * Pictures come after texts: what is to be found comes before what is to be looked at. Not after those of drafts, which
 * only guesses are made of.
 */
export const waitForTexts = async (ctx: Context, signal: AbortSignal): Promise<void> => {
  while (await isTextDue(ctx)) await sleep(lookEveryMs, undefined, { signal });
};
