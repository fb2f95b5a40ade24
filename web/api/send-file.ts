import { awaitSignIn } from "./await-sign-in.ts";
import { newKey } from "./new-key.ts";
import { ApiProblem } from "./problem.ts";
import { rest } from "./rest.ts";
import { sendInPieces } from "./send-in-pieces.ts";
import { sendWhole } from "./send-whole.ts";
import type { Upload } from "./types.ts";
import type { UploadPlace } from "./upload-place.ts";

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

/** The line is broken or the server away; the server has too much to do; the person has to sign in again. */
export type WaitingFor = "line" | "server" | "session";

export interface SendingEvents {
  onProgress(sentBytes: number): void;
  /** It will go on by itself as soon as that has come; or, with null, it goes on now. */
  onWaiting(waitingFor: WaitingFor | null): void;
}

/** Up to here a file goes in one request: three would take longer, and there is little to lose. */
const mostInOneRequest = 4 * 1024 * 1024;

const patienceMs = [1000, 2000, 5000, 10_000, 20_000, 30_000];

/** The server does not want to be asked again sooner; nobody waits longer for one answer. */
const mostRestMs = 5 * 60_000;

/** A server that fails over the same file again and again will go on doing so. */
const mostFaults = 4;

const isRefused = (error: ApiProblem): boolean => [429, 502, 503, 504].includes(error.status);

/** Such as a fault within the server, which may have been a moment's; not that there is no room (507). */
const isFault = (error: ApiProblem): boolean =>
  error.status >= 500 && ![501, 505, 507].includes(error.status);

/** What has to come before a failed sending can go on by itself, or null where that needs a person. */
const awaitedAfter = (error: unknown, faults: number): WaitingFor | null => {
  if (!(error instanceof ApiProblem)) return null;
  if (error.code === "session.required") return "session";
  // Locked (423): another request has not ended yet.
  const isBroken = ["network.unreachable", "upload.offset", "upload.checksum-mismatch"].includes(error.code);
  if (isBroken || error.status === 423) return "line";
  return isRefused(error) || (isFault(error) && faults < mostFaults) ? "server" : null;
};

/** Sends one file for the person, however often the line breaks. */
export const sendFile = (
  file: File,
  personId: string,
  place: UploadPlace,
  events: SendingEvents,
): FileSending => {
  const ending = new AbortController();
  let failures = 0;
  let faults = 0;
  const onProgress = (sentBytes: number): void => {
    failures = 0;
    events.onProgress(sentBytes);
  };
  const way =
    file.size <= mostInOneRequest
      ? sendWhole(file, newKey(), onProgress)
      : sendInPieces(file, personId, place, onProgress);

  const waitAfter = async (error: unknown): Promise<void> => {
    const waitingFor = awaitedAfter(error, faults);
    if (waitingFor === null) throw error;
    events.onWaiting(waitingFor);
    if (waitingFor === "session") await awaitSignIn(personId, ending.signal);
    const patience = patienceMs[Math.min(failures, patienceMs.length - 1)] ?? 0;
    const wanted = (error instanceof ApiProblem && error.retryAfterMs) || 0;
    await rest(Math.min(mostRestMs, Math.max(patience, wanted)), ending.signal);
    failures += 1;
    if (error instanceof ApiProblem && isFault(error)) faults += 1;
  };
  const run = async (): Promise<Upload> => {
    for (;;) {
      try {
        return await way.send();
      } catch (error) {
        if (!ending.signal.aborted) await waitAfter(error);
      }
      if (ending.signal.aborted) throw new ApiProblem(0, "upload.cancelled");
      events.onWaiting(null);
    }
  };
  const stop = (): void => {
    ending.abort();
    way.stop();
  };
  return { finished: run(), stop };
};
