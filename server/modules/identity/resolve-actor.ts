import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import type { UserActor } from "../../actor.ts";
import type { Config } from "../../config.ts";
import type { Context } from "../../context.ts";
import { Unauthenticated } from "../../errors.ts";
import type { PersonId } from "../../ids.ts";
import { sessionCookieName } from "./auth.ts";
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

/** The values of this cookie, as the sign-in library tells cookies apart. */
const cookiesNamed = (header: string, name: string): string[] =>
  header
    .split(";")
    .map(
      (pair) => [pair.slice(0, pair.indexOf("=")).trim(), pair.slice(pair.indexOf("=") + 1).trim()] as const,
    )
    .flatMap(([key, value]) => (key === name ? [value] : []));

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
};

const isSigned = (token: string, signature: string, secret: string): boolean => {
  const expected = createHmac("sha256", secret).update(token).digest();
  const given = Buffer.from(signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
};

/**
 * The session's token, if the cookie is as the sign-in library signs it: "token.signature", percent-encoded. None where there
 * are several: the library might act for another than the one that was looked at here.
 */
export const readSessionToken = (
  cookieHeader: string | undefined,
  { authSecret, http }: Pick<Config, "authSecret" | "http">,
): string | null => {
  const [cookie, another] = cookiesNamed(cookieHeader ?? "", sessionCookieName(http));
  if (cookie === undefined || another !== undefined) return null;
  const [, token, signature] =
    /^([A-Za-z0-9_-]{16,128})\.([A-Za-z0-9+/=]{1,100})$/.exec(decoded(cookie)) ?? [];
  return token && signature && isSigned(token, signature, authSecret) ? token : null;
};

/** Who makes this request, with today's postings, or null. Read anew each time, so that an ended right ends at once. */
export const resolveActor = async (
  ctx: Context,
  headers: { cookie?: string | undefined; apiKey?: string | undefined },
): Promise<UserActor | null> => {
  const token = readSessionToken(headers.cookie, ctx.config);
  if (token) {
    const row = await findActorBySessionToken(ctx.db, token, ctx.clock.now(), todayOf(ctx));
    if (row) return resolveUserActor(row);
  }
  if (!headers.apiKey) return null;
  const { valid, key } = await ctx.auth.api.verifyApiKey({ body: { key: headers.apiKey.slice(0, 200) } });
  const row =
    valid && key ? await findActorByPersonId(ctx.db, key.referenceId as PersonId, todayOf(ctx)) : null;
  if (row) return resolveUserActor(row, "api-key");
  // The library calls a key invalid also when it could not look: then this fails, as unavailable.
  await sql`select 1`.execute(ctx.db);
  throw new Unauthenticated("api-key.invalid", "This API key is not valid.");
};
