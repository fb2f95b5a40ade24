import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const patienceMs = 60_000;

/** Asks until the answer is true; fails with what was waited for. */
export const until = async (what: string, ask: () => Promise<boolean> | boolean): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while (!(await ask())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await sleep(100);
  }
};

/** Whether there is such a process; one that has ended and only waits to be noticed by its parent does not count. */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = `/proc/${pid}/stat`;
  return !existsSync(state) || !readFileSync(state, "utf8").includes(") Z ");
};

/** Whether every part of the system at this address works. */
export const isReady = async (address: string): Promise<boolean> => {
  const reply = await fetch(`${address}/readyz`).catch(() => null);
  return reply?.status === 200;
};
