import type { UserActor } from "../../actor.ts";
import type { Context } from "../../context.ts";
import type { PersonId } from "../../ids.ts";
import { cookiePrefix } from "./auth.ts";
import { type ActorRow, findActorByPersonId, findActorBySessionToken } from "./store.ts";
import { todayOf } from "./today.ts";

/** An actor from a row of today's (or another day's) postings. */
export const resolveUserActor = (row: ActorRow, via: UserActor["via"] = "session"): UserActor => ({
  kind: "user",
  via,
  id: row.id,
  name: row.name,
  postings: row.postings,
  scope: [...new Set(row.postings.flatMap((posting) => posting.path))],
});

const sessionCookie = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${cookiePrefix}\\.session_token=([^;]+)`);

/** The session's token: the signed cookie is "token.signature", percent-encoded, and the token is the secret itself. */
export const readSessionToken = (cookieHeader: string | undefined): string | null => {
  const match = sessionCookie.exec(cookieHeader ?? "");
  if (!match) return null;
  const token = (match[1] as string).split(".")[0] as string;
  return /^[A-Za-z0-9_-]{16,128}$/.test(token) ? token : null;
};

/** Who makes this request, with today's postings, or null. Read anew each time, so that an ended right ends at once. */
export const resolveActor = async (
  ctx: Context,
  headers: { cookie?: string | undefined; apiKey?: string | undefined },
): Promise<UserActor | null> => {
  const token = readSessionToken(headers.cookie);
  if (token) {
    const row = await findActorBySessionToken(ctx.db, token, ctx.clock.now(), todayOf(ctx));
    if (row) return resolveUserActor(row);
  }
  if (!headers.apiKey) return null;
  const { valid, key } = await ctx.auth.api.verifyApiKey({ body: { key: headers.apiKey.slice(0, 200) } });
  if (!valid || !key) return null;
  const row = await findActorByPersonId(ctx.db, key.referenceId as PersonId, todayOf(ctx));
  return row && resolveUserActor(row, "api-key");
};
