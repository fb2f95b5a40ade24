import { newKey } from "./new-key.ts";
import { ApiProblem, isProblem } from "./problem.ts";
import { sendInPieces } from "./send-in-pieces.ts";
import { sendWhole } from "./send-whole.ts";
import type { Upload } from "./types.ts";

/** How a file is sent: `send` may be called again after it has failed, and goes on as well as this way can. */
export interface SendingWay {
  send(): Promise<Upload>;
  /** Ends a `send` under way; what has arrived is kept, where anything is. */
  stop(): void;
}

export interface FileSending {
  /** Rejects with ApiProblem; "upload.cancelled" after `stop`. */
  finished: Promise<Upload>;
  stop(): void;
}

export interface SendingEvents {
  onProgress(sentBytes: number): void;
  /** The line is broken or the server away, and it will go on by itself; or it goes on now. */
  onWaiting(isWaiting: boolean): void;
}

/** Up to here a file goes in one request: three would take longer, and there is little to lose. */
const mostInOneRequest = 4 * 1024 * 1024;

const patienceMs = [1000, 2000, 5000, 10_000, 20_000, 30_000];

/** What passes by itself: no network, a server that restarts, another request that has not ended yet. */
const isPassing = (error: unknown): boolean =>
  isProblem(error, "network.unreachable", "upload.locked", "upload.offset", "upload.checksum-mismatch") ||
  (error instanceof ApiProblem && [423, 502, 503, 504].includes(error.status));

/** Ends after the time, or as soon as the browser is online again or somebody wakes it. */
const rest = (ms: number, wake: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
    wake.addEventListener("abort", end, { once: true });
  });

/** Sends one file for the person, however often the line breaks. */
export const sendFile = (file: File, personId: string, events: SendingEvents): FileSending => {
  const ending = new AbortController();
  let failures = 0;
  const onProgress = (sentBytes: number): void => {
    failures = 0;
    events.onProgress(sentBytes);
  };
  const way =
    file.size <= mostInOneRequest
      ? sendWhole(file, newKey(), onProgress)
      : sendInPieces(file, personId, onProgress);

  const run = async (): Promise<Upload> => {
    for (;;) {
      try {
        return await way.send();
      } catch (error) {
        if (!ending.signal.aborted && !isPassing(error)) throw error;
      }
      if (!ending.signal.aborted) {
        events.onWaiting(true);
        await rest(patienceMs[Math.min(failures, patienceMs.length - 1)] ?? 0, ending.signal);
        failures += 1;
      }
      if (ending.signal.aborted) throw new ApiProblem(0, "upload.cancelled");
      events.onWaiting(false);
    }
  };
  const stop = (): void => {
    ending.abort();
    way.stop();
  };
  return { finished: run(), stop };
};
