import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Context } from "../../context.ts";
import { Locked, NotFound } from "../../errors.ts";
import type { UploadId } from "../../ids.ts";
import { renewLeases, returnLease, takeLease, wantLease } from "./lease-store.ts";

/** What a killed server held is free again after this long; a client waits that long for it, and a little more. */
export const leaseMs = 6_000;
const renewEveryMs = 1_000;
const patienceMs = 9_000;
const askAgainMs = 150;

interface Held {
  id: UploadId;
  /** By the clock that only goes forward: the wall's may be put back while the lease runs out. */
  renewedAt: number;
  /** Told once when somebody else wants to write, or when the lease has been lost. */
  giveBack: () => void;
}

export interface Lease {
  /** It stands in the upload's row while this lease is held. */
  readonly token: string;
  /** Whether it is held for certain: nobody else can have written since it was taken. */
  isHeld(): boolean;
  return(): Promise<void>;
}

/**
 * Who may write to an unfinished upload: one request at a time, whatever server it came to. A lease in the upload's row
 * rather than a lock of the database's session: a request on a slow line takes hours, and a session is one of few.
 */
export class UploadLeases {
  readonly #held = new Map<string, Held>();
  #timer: NodeJS.Timeout | undefined;

  /** Waits for its turn. Throws Locked where that does not come soon, NotFound where there is no such upload. */
  async take(ctx: Context, id: UploadId, giveBack: () => void, signal?: AbortSignal): Promise<Lease> {
    const token = randomUUID();
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const askedAt = performance.now();
      if (await takeLease(ctx.db, id, token, leaseMs)) {
        this.#held.set(token, { id, renewedAt: askedAt, giveBack });
        this.#keepRenewing(ctx);
        return { token, isHeld: () => this.#isHeld(token), return: () => this.#return(ctx, id, token) };
      }
      if (!(await wantLease(ctx.db, id))) throw new NotFound();
      this.#ask(id);
      if (signal?.aborted || performance.now() > deadline) throw new Locked();
      await wait(askAgainMs);
    }
  }

  /** A holder in this very process need not wait for the next renewal to hear of it. */
  #ask(id: UploadId): void {
    for (const held of this.#held.values()) if (held.id === id) held.giveBack();
  }

  #isHeld(token: string): boolean {
    const held = this.#held.get(token);
    return held !== undefined && performance.now() - held.renewedAt < leaseMs;
  }

  #lose(token: string): void {
    this.#held.get(token)?.giveBack();
    this.#held.delete(token);
  }

  async #return(ctx: Context, id: UploadId, token: string): Promise<void> {
    this.#held.delete(token);
    // Where the database does not answer, the lease runs out by itself.
    await returnLease(ctx.db, id, token).catch((error: unknown) =>
      ctx.log.warn({ err: error, uploadId: id }, "a lease could not be returned"),
    );
  }

  #keepRenewing(ctx: Context): void {
    this.#timer ??= setTimeout(async () => {
      await this.#renew(ctx);
      this.#timer = undefined;
      if (this.#held.size > 0) this.#keepRenewing(ctx);
    }, renewEveryMs);
    this.#timer.unref();
  }

  async #renew(ctx: Context): Promise<void> {
    const askedAt = performance.now();
    const tokens = [...this.#held.keys()];
    try {
      const renewed = await renewLeases(ctx.db, tokens, leaseMs);
      const kept = new Map(renewed.map((row) => [row.lock_token, row.is_lock_wanted]));
      for (const token of tokens) {
        const held = this.#held.get(token);
        if (!kept.has(token)) this.#lose(token);
        else if (held) {
          held.renewedAt = askedAt;
          if (kept.get(token)) held.giveBack();
        }
      }
    } catch (error) {
      ctx.log.warn({ err: error }, "leases could not be renewed");
      for (const token of tokens) if (!this.#isHeld(token)) this.#lose(token);
    }
  }
}
