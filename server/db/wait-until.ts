import { setTimeout as sleep } from "node:timers/promises";

/** Asks again and again until the answer is neither null nor false; null after the time is up. */
export const waitUntil = async <Answer>(
  ask: () => Promise<Answer | null | false> | Answer | null | false,
  timeoutMs: number,
): Promise<Answer | null> => {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== false) return answer;
    if (Date.now() > deadline) return null;
    await sleep(50);
  }
};
