import type { RequestHandler } from "express";
import { sql } from "kysely";
import type { Context } from "../context.ts";

const checkMs = 2000;

const state = async (check: () => Promise<unknown>): Promise<"up" | "down"> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("late")), checkMs);
  });
  try {
    await Promise.race([check(), late]);
    return "up";
  } catch {
    return "down";
  } finally {
    clearTimeout(timer);
  }
};

/** The process answers; says nothing of its parts. */
export const healthz: RequestHandler = (_request, response) => {
  response.json({ status: "ok" });
};

/** What a process works with. `check` rejects where the part is down; without one that is not needed it goes on. */
export type Parts = Record<string, { check(): Promise<unknown>; isNeeded: boolean }>;

/** The parts of every process: without the search engine searches answer from the database, and indexing waits. */
export const partsOf = (ctx: Context): Parts => ({
  database: { check: () => sql`select 1`.execute(ctx.db), isNeeded: true },
  blobs: { check: () => ctx.blobs.check(), isNeeded: true },
  search: { check: () => ctx.search.check(), isNeeded: false },
});

/** Which part is down: 503 where it is one that is needed. */
export const readyz =
  (parts: Parts): RequestHandler =>
  async (_request, response) => {
    const states = await Promise.all(
      Object.entries(parts).map(async ([name, { check }]) => [name, await state(check)] as const),
    );
    const isReady = states.every(([name, is]) => is === "up" || !parts[name]?.isNeeded);
    response
      .status(isReady ? 200 : 503)
      .json({ status: isReady ? "ready" : "not-ready", parts: Object.fromEntries(states) });
  };
