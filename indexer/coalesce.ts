/** A few at a time, as they come: what is asked for while others are under way goes together in the next round. */
export interface Coalescer<Key> {
  /** Resolves when a round that began after this call has done `key`; rejects with what went wrong for this key alone. */
  run(key: Key): Promise<void>;
}

interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
}

/** How long the first of a round waits for company. */
const gatheringMs = 5;

/**
 * What fails together is tried again in halves, down to the single keys that cannot be done: one among a hundred costs its
 * neighbours some seven rounds, not a hundred. `isForAll`: an error that would meet every half just so.
 */
const failuresOf = async <Key>(
  keys: Key[],
  act: (keys: Key[]) => Promise<void>,
  isForAll: (error: unknown) => boolean,
): Promise<Map<Key, unknown>> => {
  try {
    await act(keys);
    return new Map();
  } catch (error) {
    if (keys.length < 2 || isForAll(error)) return new Map(keys.map((key) => [key, error]));
    const middle = Math.ceil(keys.length / 2);
    const first = await failuresOf(keys.slice(0, middle), act, isForAll);
    const second = await failuresOf(keys.slice(middle), act, isForAll);
    return new Map([...first, ...second]);
  }
};

/** One round after the other, each of at most `mostAtOnce` different keys in the order in which they came. */
export const createCoalescer = <Key>(options: {
  mostAtOnce: number;
  act: (keys: Key[]) => Promise<void>;
  isForAll: (error: unknown) => boolean;
}): Coalescer<Key> => {
  const waiting = new Map<Key, Waiting[]>();
  let isRunning = false;
  const runRounds = async (): Promise<void> => {
    isRunning = true;
    await new Promise((resolve) => setTimeout(resolve, gatheringMs));
    while (waiting.size > 0) {
      const round = [...waiting].slice(0, options.mostAtOnce);
      for (const [key] of round) waiting.delete(key);
      const failures = await failuresOf(
        round.map(([key]) => key),
        options.act,
        options.isForAll,
      );
      for (const [key, asked] of round) {
        for (const one of asked) failures.has(key) ? one.reject(failures.get(key)) : one.resolve();
      }
      // Those just answered may bring others along before the next round begins.
      await new Promise((resolve) => setImmediate(resolve));
    }
    isRunning = false;
  };
  return {
    run: (key) =>
      new Promise((resolve, reject) => {
        const asked = waiting.get(key) ?? [];
        asked.push({ resolve, reject });
        waiting.set(key, asked);
        if (!isRunning) void runRounds();
      }),
  };
};
