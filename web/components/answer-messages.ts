import type { WorkerAnswer } from "./ask-worker.ts";
import { Refused } from "./open-package.ts";

/** In a worker: answers the bytes that it is sent with what is read of them, or with why they are refused. */
export const answerMessages = <Reply>(read: (bytes: Uint8Array) => Reply): void =>
  addEventListener("message", ({ data }: MessageEvent<{ bytes: ArrayBuffer }>) => {
    const answer = (answer: WorkerAnswer<Reply>) => postMessage(answer);
    try {
      answer({ reply: read(new Uint8Array(data.bytes)) });
    } catch (error) {
      answer({ refused: error instanceof Refused ? error.reason : "broken" });
    }
  });
