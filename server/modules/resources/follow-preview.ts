import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import type { EventStream } from "../../http/event-stream.ts";
import type { Preview } from "./preview-schema.ts";

type State = z.input<typeof Preview>;

const lookEveryMs = 1000;
/** Then the reader comes back by itself, with a new connection. */
const longestMs = 55_000;

/** How often a reader for whom there is no stream asks instead. */
const askEveryMs = 15_000;

/** Tells only how it is now: the reader asks again by itself. A refusal would make a browser give up for good. */
export const tellPreviewOnce = (stream: EventStream, state: State): void => {
  stream.sendRetry(askEveryMs);
  stream.send("preview", state);
  stream.end();
};

/**
 * Tells each change of a preview until there is nothing more to wait for. `look` checks anew each time who asks and whether
 * that may still be seen; where it fails, the stream ends, and whoever comes back is told why.
 */
export const followPreview = async (
  stream: EventStream,
  first: State,
  look: () => Promise<State>,
): Promise<void> => {
  const until = performance.now() + longestMs;
  let told = "";
  let state = first;
  try {
    while (!stream.signal.aborted) {
      const now = JSON.stringify(state);
      if (now !== told) stream.send("preview", state);
      told = now;
      if (state.status !== "waiting" || performance.now() > until) break;
      await sleep(lookEveryMs, undefined, { signal: stream.signal });
      state = await look();
    }
  } catch {
    // Gone, no longer to be seen, or not to be looked up now: in each case there is nothing to tell on this stream.
  } finally {
    stream.end();
  }
};
