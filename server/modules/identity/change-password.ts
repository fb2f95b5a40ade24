import { APIError } from "better-auth/api";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Invalid, Unavailable } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { removeOwnApiKeys } from "./api-keys.ts";
import { requireSession } from "./require-session.ts";
import type { PasswordChange } from "./schema.ts";

/** The sign-in library's answer, or null where it finds the present password wrong. */
const answerOf = async (asking: Promise<Response>): Promise<Response | null> => {
  const response = await asking.catch((error: unknown) => {
    if (error instanceof APIError) return null;
    throw error;
  });
  if (response && !response.ok && response.status !== 400)
    throw new Unavailable("password.unavailable", undefined, { retryAfterSeconds: 2 });
  return response?.ok ? response : null;
};

/**
 * Changes the caller's own password; every other session of the person ends, and every API key unless they are kept. Answers
 * the cookies of a fresh session. Keys go first: what breaks off half-way leaves the old password, and no key.
 */
export const changePassword = async (
  ctx: Context,
  { apiKeys, ...words }: z.output<typeof PasswordChange>,
  headers: Headers,
): Promise<{ cookies: string[] }> => {
  const person = requireSession(ctx);
  const { api } = ctx.auth;
  const password = words.currentPassword;
  const isRight = await answerOf(api.verifyPassword({ body: { password }, headers, asResponse: true }));
  if (isRight && apiKeys === "revoke") await removeOwnApiKeys(ctx);
  const body = { ...words, revokeOtherSessions: true };
  const changed = isRight && (await answerOf(api.changePassword({ body, headers, asResponse: true })));
  if (!changed) {
    const field = { path: "currentPassword", code: "wrong", message: "is not the present password" };
    throw new Invalid("password.wrong", "The present password is not right.", { fields: [field] });
  }
  await appendEvent(ctx, {
    kind: "person.password-changed",
    subject: { kind: "person", id: person.id },
    unitId: null,
  });
  return { cookies: changed.headers.getSetCookie() };
};
