import type { UserActor } from "../../actor.ts";
import type { Context } from "../../context.ts";
import { Forbidden, Unauthenticated } from "../../errors.ts";

/**
 * The person who signed in. What opens doors (keys, passwords, sessions, accounts, postings) is changed by people only: a
 * leaked API key must not be able to make itself a successor or to lock its owner out.
 */
export const requireSession = (ctx: Pick<Context, "actor">): UserActor => {
  if (ctx.actor.kind !== "user") throw new Unauthenticated();
  if (ctx.actor.via !== "session")
    throw new Forbidden("session.needed", "Sign in for this; an API key does not suffice.");
  return ctx.actor;
};
