import type { Request, Response } from "express";
import { publicActor } from "../../actor.ts";
import { asActor, type Context } from "../../context.ts";
import { DomainError } from "../../errors.ts";
import { resolveActor } from "../identity/index.ts";

/** Twice within the minute in which streams end after a right has ended. */
const askEveryMs = 25_000;

/**
 * Sends what takes long, and asks every so often whether `look` still succeeds for whoever asked, as they are now. Where it
 * is refused the connection is closed: a file that stops short shows as a failed download. A database that is away for a
 * moment ends nothing.
 */
export const whileAllowed = async (
  ctx: Context,
  request: Request,
  response: Response,
  {
    look,
    send,
    everyMs = askEveryMs,
  }: {
    look: (ctx: Context) => Promise<unknown>;
    send: () => Promise<void>;
    everyMs?: number;
  },
): Promise<void> => {
  const ask = async (): Promise<void> => {
    try {
      const credentials = { cookie: request.get("cookie"), apiKey: request.get("x-api-key") };
      await look(asActor(ctx, (await resolveActor(ctx, credentials)) ?? publicActor));
    } catch (error) {
      if (error instanceof DomainError && error.status < 500) response.destroy();
    }
  };
  const asking = setInterval(() => void ask(), everyMs);
  try {
    await send();
  } finally {
    clearInterval(asking);
  }
};
