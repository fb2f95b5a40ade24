import { ApiProblem } from "../api/problem.ts";

/** What a worker that reads a document answers: its reply, or why it is not to be shown. */
export type WorkerAnswer<Reply> = { reply: Reply } | { refused: "broken" | "too-large" | "unsafe" };

/** Longer than any sound document that is small enough to be read here takes. */
const timeMs = 15_000;

/**
 * Has a worker of its own read bytes, which become the worker's. Throws ApiProblem where they are refused or take too
 * long: the page stays usable whatever they hold.
 */
export const askWorker = async <Reply>(
  worker: Worker,
  message: { bytes: ArrayBuffer },
  signal?: AbortSignal,
): Promise<Reply> => {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const timer = setTimeout(() => reject(new ApiProblem(0, "document.timeout")), timeMs);
  const stop = () => reject(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  worker.onmessage = ({ data }: MessageEvent<WorkerAnswer<Reply>>) =>
    "reply" in data ? resolve(data.reply) : reject(new ApiProblem(0, `document.${data.refused}`));
  worker.onerror = () => reject(new ApiProblem(0, "document.broken"));
  worker.postMessage(message, [message.bytes]);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    worker.terminate();
  }
};
