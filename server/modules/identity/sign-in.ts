import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Unauthenticated, Unavailable } from "../../errors.ts";
import { removeOwnApiKeys } from "./api-keys.ts";
import { requireSession } from "./require-session.ts";
import { readSessionToken } from "./resolve-actor.ts";
import type { EndOfSessions } from "./schema.ts";
import { findActorBySessionToken } from "./store.ts";
import { todayOf } from "./today.ts";

const refused = () =>
  new Unauthenticated("session.wrong-credentials", "The user name or the password is not right.");

const cookiesOf = (response: Response): string[] => response.headers.getSetCookie();

/** Answers the cookies to set. A wrong name, a wrong password and a disabled account say the same. */
export const signIn = async (
  ctx: Context,
  credentials: { username: string; password: string },
  headers: Headers,
): Promise<{ cookies: string[] }> => {
  const response = await ctx.auth.api.signInUsername({ body: credentials, headers, asResponse: true });
  if (response.status >= 500)
    throw new Unavailable("sign-in.unavailable", undefined, { retryAfterSeconds: 2 });
  if (!response.ok) throw refused();
  const cookies = cookiesOf(response);
  const token = readSessionToken(cookies.map((cookie) => cookie.split(";")[0]).join("; "), ctx.config);
  const actor = token && (await findActorBySessionToken(ctx.db, token, ctx.clock.now(), todayOf(ctx)));
  if (!actor) throw refused();
  return { cookies };
};

/** Ends this session. Answers the cookies that clear the browser's. */
export const signOut = async (ctx: Context, headers: Headers): Promise<{ cookies: string[] }> => {
  requireSession(ctx);
  return { cookies: cookiesOf(await ctx.auth.api.signOut({ headers, asResponse: true })) };
};

/** The same for every session of the person, and where it is wished for every API key. */
export const signOutEverywhere = async (
  ctx: Context,
  headers: Headers,
  { apiKeys }: z.output<typeof EndOfSessions>,
): Promise<{ cookies: string[] }> => {
  requireSession(ctx);
  if (apiKeys === "revoke") await removeOwnApiKeys(ctx);
  await ctx.auth.api.revokeSessions({ headers });
  return signOut(ctx, headers);
};
