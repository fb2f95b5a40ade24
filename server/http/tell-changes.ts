import { setTimeout as sleep } from "node:timers/promises";
import type { EventStream } from "./event-stream.ts";

const lookEveryMs = 1000;
/** Then the reader comes back by itself, with a new connection. */
const longestMs = 55_000;

/** How often a reader for whom there is no stream asks instead. */
const askEveryMs = 15_000;

/** Tells only how it is now: the reader asks again by itself. A refusal would make a browser give up for good. */
export const tellOnce = (stream: EventStream, event: string, state: unknown): void => {
  stream.sendRetry(askEveryMs);
  stream.send(event, state);
  stream.end();
};

/**
 * Tells each change of a state until it is the last one. `look` checks anew each time who asks and whether that may still be
 * seen; where it fails, the stream ends, and whoever comes back is told why.
 */
export const tellChanges = async <State>(
  stream: EventStream,
  event: string,
  first: State,
  look: () => Promise<State>,
  isLast: (state: State) => boolean = () => false,
): Promise<void> => {
  const until = performance.now() + longestMs;
  let told = "";
  let state = first;
  try {
    while (!stream.signal.aborted) {
      const now = JSON.stringify(state);
      if (now !== told) stream.send(event, state);
      told = now;
      if (isLast(state) || performance.now() > until) break;
      await sleep(lookEveryMs, undefined, { signal: stream.signal });
      state = await look();
    }
  } catch {
    // Gone, no longer to be seen, or not to be looked up now: in each case there is nothing to tell on this stream.
  } finally {
    stream.end();
  }
};
