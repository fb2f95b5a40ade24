import { setTimeout as sleep } from "node:timers/promises";
import { type RawBuilder, sql } from "kysely";
import type { Context } from "../../server/context.ts";
import { hindmost, priorityOf } from "../../server/jobs.ts";

const lookEveryMs = 500;

const ofText = sql`task_identifier = 'extract-text'`;
const isDue = sql`locked_at is null and run_at <= now() and attempts < max_attempts`;

/** A text that somebody waits for is due. */
const isTextDue = sql`${isDue} and ${ofText} and priority < ${sql.lit(priorityOf("extract-text", hindmost))}`;
/** Any text is due, or being read. */
const isAnyTextLeft = sql`${ofText} and (locked_at is not null or ${isDue})`;
/** Pictures that somebody waits for are due. */
const isPictureDue = sql`${isDue} and task_identifier = 'make-preview'
  and priority < ${sql.lit(priorityOf("make-preview", hindmost))}`;

const isThere = async (ctx: Context, condition: RawBuilder<unknown>): Promise<boolean> => {
  const { rows } = await sql<{ isThere: boolean }>`
    select exists (select 1 from graphile_worker.jobs where ${condition}) as "isThere"`.execute(ctx.db);
  return rows[0]?.isThere ?? false;
};

/**
 * Pictures come after texts: what is to be found comes before what is to be looked at. Those of published files not after the texts
 * of drafts, which only guesses are made of; those that nobody waits for (`priority` of their job) after all, so that no
 * reader is at work beside them, but they do not keep others waiting.
 */
export const waitForTexts = async (ctx: Context, signal: AbortSignal, priority = 0): Promise<void> => {
  const isHindmost = priority >= priorityOf("make-preview", hindmost);
  const hasToWait = async () =>
    (await isThere(ctx, isTextDue)) ||
    (isHindmost && (await isThere(ctx, isAnyTextLeft)) && !(await isThere(ctx, isPictureDue)));
  while (await hasToWait()) await sleep(lookEveryMs, undefined, { signal });
};
