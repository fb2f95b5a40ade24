import { APIError } from "better-auth/api";
import type { z } from "zod";
import type { Context } from "../../context.ts";
import { Invalid, Unavailable } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { removeOwnApiKeys } from "./api-keys.ts";
import { requireSession } from "./require-session.ts";
import type { PasswordChange } from "./schema.ts";

/**
 * Changes the caller's own password; every other session of the person ends, and every API key unless they are kept. Answers
 * the cookies of a fresh session.
 */
export const changePassword = async (
  ctx: Context,
  { apiKeys, ...words }: z.output<typeof PasswordChange>,
  headers: Headers,
): Promise<{ cookies: string[] }> => {
  const person = requireSession(ctx);
  const response = await ctx.auth.api
    .changePassword({ body: { ...words, revokeOtherSessions: true }, headers, asResponse: true })
    .catch((error: unknown) => {
      if (error instanceof APIError) return null;
      throw error;
    });
  if (response && !response.ok && response.status !== 400)
    throw new Unavailable("password.unavailable", undefined, { retryAfterSeconds: 2 });
  if (!response?.ok) {
    const field = { path: "currentPassword", code: "wrong", message: "is not the present password" };
    throw new Invalid("password.wrong", "The present password is not right.", { fields: [field] });
  }
  if (apiKeys === "revoke") await removeOwnApiKeys(ctx);
  await appendEvent(ctx, {
    kind: "person.password-changed",
    subject: { kind: "person", id: person.id },
    unitId: null,
  });
  return { cookies: response.headers.getSetCookie() };
};
