import { Unavailable } from "../../server/errors.ts";

/** Runs acts one after another, in the order in which they were asked for. */
export function takeTurns() {
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  return {
    /** The act gets a signal that is aborted by the caller's own or when the turns are closed. Whoever waits is told at once. */
    run<T>(act: (signal: AbortSignal) => Promise<T>, own?: AbortSignal): Promise<T> {
      const signal = AbortSignal.any(own ? [own, closing.signal] : [closing.signal]);
      const givenUp = Promise.withResolvers<never>();
      const giveUp = () => givenUp.reject(signal.reason);
      signal.addEventListener("abort", giveUp, { once: true });
      const turn = last.then(() => {
        signal.throwIfAborted();
        signal.removeEventListener("abort", giveUp);
        return act(signal);
      });
      last = turn.catch(() => {});
      return Promise.race([turn, givenUp.promise]);
    },
    /** Refuses what waits, aborts what runs, and resolves when that has ended. */
    async close() {
      closing.abort(
        new Unavailable("office.closed", "Documents are no longer converted: the indexer stops."),
      );
      await last;
    },
  };
}
