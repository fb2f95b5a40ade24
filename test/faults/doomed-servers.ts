import { expect } from "vitest";
import { holdCommit, prepareHolding } from "../support/held-commits.ts";
import { environmentOf, type RunningPart, startPart } from "../support/processes.ts";
import { injectInto } from "../support/strace.ts";
import type { TestSystem } from "../support/system.ts";
import { until } from "../support/until.ts";

/** When a server is killed: as a thread of it makes a system call for the nth time, or as PostgreSQL is to commit. */
export type Moment = { call: string; nth: number } | { outcome: "commit" | "rollBack" };

export interface DoomedServers {
  /** Asks a server that is killed at this moment, and so never answers. */
  askInVain(moment: Moment, ask: (address: string) => Promise<unknown>): Promise<void>;
  /** Asks one that is killed at this system call, or else at the end. Answers whether it came to its end. */
  askUntilKilled(call: string, nth: number, ask: (address: string) => Promise<unknown>): Promise<boolean>;
  /** One that nobody has killed yet. */
  survivor(): Promise<RunningPart>;
  stop(): Promise<void>;
}

const hasAnswer = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  );

/** Servers beside a test system, each of which is killed once. */
export const startDoomedServers = async (system: TestSystem): Promise<DoomedServers> => {
  const { pool } = system.connection;
  await prepareHolding(pool, ["upload", "event"]);
  const start = (): Promise<RunningPart> => {
    // strace counts calls for each thread, so that one thread has to make all those that touch files.
    const starting = startPart("server", { ...environmentOf(system), UV_THREADPOOL_SIZE: "1" });
    starting.catch(() => {});
    return starting;
  };
  // The next one starts while one is being killed.
  let next = start();
  const take = async (): Promise<RunningPart> => {
    const server = await next;
    next = start();
    return server;
  };

  const askUntilKilled: DoomedServers["askUntilKilled"] = async (call, nth, ask) => {
    const server = await take();
    await injectInto(server.pid, `${call}:signal=SIGKILL:when=${nth}`);
    const isAnswered = await hasAnswer(ask(server.address));
    if (isAnswered) await server.end("SIGKILL");
    else await until("the server to be killed", () => !server.isAlive());
    return isAnswered;
  };

  return {
    askUntilKilled,
    async askInVain(moment, ask) {
      if ("call" in moment) {
        expect(await askUntilKilled(moment.call, moment.nth, ask)).toBe(false);
        return;
      }
      const server = await take();
      const held = await holdCommit(pool);
      const isAnswered = hasAnswer(ask(server.address));
      try {
        await Promise.race([held.reached(), isAnswered]);
        await server.end("SIGKILL");
      } finally {
        await held[moment.outcome]();
      }
      expect(await isAnswered).toBe(false);
    },
    survivor: () => next,
    async stop() {
      await (await next).end("SIGKILL");
    },
  };
};
