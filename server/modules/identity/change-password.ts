import { APIError } from "better-auth/api";
import type { Context } from "../../context.ts";
import { Invalid } from "../../errors.ts";
import { appendEvent } from "../events/index.ts";
import { requireSession } from "./require-session.ts";

/** Changes the caller's own password; every other session of the person ends. Answers the cookies of a fresh session. */
export const changePassword = async (
  ctx: Context,
  input: { currentPassword: string; newPassword: string },
  headers: Headers,
): Promise<{ cookies: string[] }> => {
  const person = requireSession(ctx);
  const response = await ctx.auth.api
    .changePassword({ body: { ...input, revokeOtherSessions: true }, headers, asResponse: true })
    .catch((error: unknown) => {
      if (error instanceof APIError) return null;
      throw error;
    });
  if (!response?.ok) {
    const field = { path: "currentPassword", code: "wrong", message: "is not the present password" };
    throw new Invalid("password.wrong", "The present password is not right.", { fields: [field] });
  }
  await appendEvent(ctx, {
    kind: "person.password-changed",
    subject: { kind: "person", id: person.id },
    unitId: null,
  });
  return { cookies: response.headers.getSetCookie() };
};
