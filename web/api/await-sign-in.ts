import { call } from "./client.ts";
import { ApiProblem, isProblem, isUnreachable } from "./problem.ts";
import { rest } from "./rest.ts";
import { whenSignedInAgain } from "./session-end.ts";

const askAgainMs = 5000;

/**
 * Ends when the person is signed in: perhaps at once, where what was refused had been asked under the session before. Throws
 * where somebody else is, for whom nothing of this person's may go on.
 */
export const awaitSignIn = async (personId: string, wake: AbortSignal): Promise<void> => {
  while (!wake.aborted) {
    const signedInAgain = new Promise<void>((resolve) => {
      whenSignedInAgain(resolve);
      wake.addEventListener("abort", () => resolve(), { once: true });
    });
    try {
      const me = await call("GET /api/me", {});
      if (me.id === personId) return;
      throw new ApiProblem(403, "upload.other-person");
    } catch (error) {
      if (isUnreachable(error)) await rest(askAgainMs, wake);
      else if (isProblem(error, "session.required")) await signedInAgain;
      else throw error;
    }
  }
};
