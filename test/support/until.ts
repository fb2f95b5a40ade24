import { setTimeout as sleep } from "node:timers/promises";

/** Waits until `look` answers something other than null, false or undefined; fails, saying what it waited for, after a generous time. */
export const until = async <T>(
  what: string,
  look: () => T | Promise<T>,
  patienceMs = 60_000,
): Promise<NonNullable<T>> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await sleep(50);
  }
};
