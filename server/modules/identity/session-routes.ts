import type { Request } from "express";
import type { Context } from "../../context.ts";
import { Answer, anyone, type Endpoint, endpoint, signedIn } from "../../http/endpoint.ts";
import { changePassword } from "./change-password.ts";
import { getMe } from "./get-me.ts";
import { limitPasswordGuesses, limitSignIn } from "./limit-guesses.ts";
import { resolveActor } from "./resolve-actor.ts";
import { Credentials, EndOfSessions, Me, PasswordChange } from "./schema.ts";
import { signIn, signOut, signOutEverywhere } from "./sign-in.ts";

const headersOf = (request: Request): Headers => {
  const headers = new Headers();
  for (const name of ["cookie", "user-agent", "origin", "host"]) {
    const value = request.get(name);
    if (value !== undefined) headers.set(name, value);
  }
  return headers;
};

const withCookies = <Body>(body: Body, cookies: string[]): Answer<Body> =>
  new Answer(body, { headers: { "Set-Cookie": cookies, "Cache-Control": "no-store" } });

export const sessionEndpoints = (): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/api/session",
    summary: "Sign in with user name and password",
    access: anyone("session.create"),
    body: Credentials,
    reply: Me,
    async handle(ctx: Context, { body, request, response }) {
      await limitSignIn(ctx, { request, response });
      const { cookies } = await signIn(ctx, body, headersOf(request));
      const actor = await resolveActor(ctx, {
        cookie: cookies.map((cookie) => cookie.split(";")[0]).join("; "),
      });
      return withCookies(await getMe({ ...ctx, actor: actor ?? ctx.actor }), cookies);
    },
  }),
  endpoint({
    method: "delete",
    path: "/api/session",
    summary: "Sign out",
    access: signedIn("session.end"),
    async handle(ctx, { request }) {
      const { cookies } = await signOut(ctx, headersOf(request));
      return withCookies(undefined, cookies);
    },
  }),
  endpoint({
    method: "delete",
    path: "/api/sessions",
    summary: "Sign out everywhere; API keys go on unless they are revoked too",
    access: signedIn("session.end-all"),
    query: EndOfSessions,
    async handle(ctx, { query, request }) {
      const { cookies } = await signOutEverywhere(ctx, headersOf(request), query);
      return withCookies(undefined, cookies);
    },
  }),
  endpoint({
    method: "get",
    path: "/api/me",
    summary: "Who is signed in, with today's postings",
    access: signedIn("person.read-self"),
    reply: Me,
    handle: (ctx) => getMe(ctx),
  }),
  endpoint({
    method: "put",
    path: "/api/me/password",
    summary: "Change the own password; every other session ends, and every API key unless kept",
    access: signedIn("person.change-password"),
    body: PasswordChange,
    async handle(ctx, { body, request, response }) {
      await limitPasswordGuesses(ctx, { request, response });
      const { cookies } = await changePassword(ctx, body, headersOf(request));
      return withCookies(undefined, cookies);
    },
  }),
];
