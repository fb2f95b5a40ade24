/** The reason with which the signal of whoever gives way is aborted. */
export class GaveWay extends Error {}

/** Where one works at a time, since the memory is for no more. */
export interface Place {
  /** The act has the place until it ends; in the order in which it was asked for. */
  hold<T>(act: () => Promise<T>): Promise<T>;
  /** After all who hold it: the signal is aborted once another wants to hold it, though not before `leastMs` are over. */
  borrow<T>(leastMs: number, act: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export const createPlace = (): Place => {
  const holders: (() => void)[] = [];
  const borrowers: (() => void)[] = [];
  let isTaken = false;
  let giveWay = (): void => {};

  const enter = async (line: (() => void)[]): Promise<void> => {
    if (isTaken) {
      const { promise, resolve } = Promise.withResolvers<void>();
      line.push(resolve);
      if (line === holders) giveWay();
      await promise;
    }
    isTaken = true;
  };
  const leave = (): void => {
    const next = holders.shift() ?? borrowers.shift();
    if (next) next();
    else isTaken = false;
  };

  return {
    async hold(act) {
      await enter(holders);
      try {
        return await act();
      } finally {
        leave();
      }
    },
    async borrow(leastMs, act) {
      await enter(borrowers);
      const turn = new AbortController();
      const until = performance.now() + leastMs;
      let timer: NodeJS.Timeout | undefined;
      giveWay = () => {
        timer ??= setTimeout(() => turn.abort(new GaveWay()), Math.max(0, until - performance.now()));
      };
      if (holders.length > 0) giveWay();
      try {
        return await act(turn.signal);
      } finally {
        clearTimeout(timer);
        giveWay = () => {};
        leave();
      }
    },
  };
};
