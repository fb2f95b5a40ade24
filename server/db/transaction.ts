import type { Context } from "../context.ts";
import { isRetryable } from "./errors.ts";
import { claimIdempotencyKey, findIdempotentSubject, recordIdempotentSubject } from "./idempotency.ts";

const attempts = 3;

/**
 * Runs `work` in one transaction, with a context whose `db` is that transaction; shadow the outer `ctx` with it. Within a
 * transaction it simply joins. Serialization failures and deadlocks are tried again a few times. No network or blob I/O inside.
 */
export const inTransaction = async <C extends Context, Result>(
  ctx: C,
  work: (ctx: C) => Promise<Result>,
): Promise<Result> => {
  if (ctx.db.isTransaction) return work(ctx);
  for (let attempt = 1; ; attempt++) {
    try {
      return await ctx.db.transaction().execute((db) => work({ ...ctx, db }));
    } catch (error) {
      if (attempt >= attempts || !isRetryable(error)) throw error;
    }
  }
};

const claimOf = (ctx: Context) =>
  ctx.idempotency && ctx.actor.kind === "user" ? { personId: ctx.actor.id, ...ctx.idempotency } : null;

/** What the call with this Idempotency-Key made where it was made before; whether it is the same, its transaction will tell. */
export const findMadeBefore = async (ctx: Context): Promise<string | null> => {
  const claim = claimOf(ctx);
  return claim && findIdempotentSubject(ctx.db, claim);
};

/**
 * For what is created over other connections than ours: the key is claimed for good before, so what is sent again never
 * creates a second one, not even after a crash in between.
 */
export const claimBeforehand = async (ctx: Context): Promise<void> => {
  const claim = claimOf(ctx);
  if (claim) await claimIdempotencyKey(ctx.db, claim);
};

/**
 * A transaction that creates one thing. Under an Idempotency-Key the key is claimed first and remembers the thing's id, so
 * a call that is sent again, even at the same time or after a crash, finds what the first one made (IdempotentReplay).
 */
export const inCreatingTransaction = async <C extends Context, Result extends { id: string }>(
  ctx: C,
  work: (ctx: C) => Promise<Result>,
): Promise<Result> =>
  // Within another creation it is a part of that, which has claimed the key.
  ctx.db.isTransaction
    ? work(ctx)
    : inTransaction(ctx, async (ctx) => {
        const claim = claimOf(ctx);
        if (!claim) return work(ctx);
        await claimIdempotencyKey(ctx.db, claim);
        const created = await work(ctx);
        await recordIdempotentSubject(ctx.db, claim, created.id);
        return created;
      });
