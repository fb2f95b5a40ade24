import { Unavailable } from "../../server/errors.ts";

/** Runs acts one after another, in the order in which they were asked for. */
export function takeTurns() {
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  return {
    /** The act gets a signal that is aborted by the caller's own or when the turns are closed. */
    run<T>(act: (signal: AbortSignal) => Promise<T>, own?: AbortSignal): Promise<T> {
      const signal = own ? AbortSignal.any([own, closing.signal]) : closing.signal;
      const turn = last.then(() => {
        signal.throwIfAborted();
        return act(signal);
      });
      last = turn.catch(() => {});
      return turn;
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
