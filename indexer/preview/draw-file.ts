import { setPriority } from "node:os";
import { neverStarted, type ReaderProcess, startReader } from "../start-reader.ts";
import type { DrawingMessage, DrawingOrder } from "./drawing-order.ts";
import { type DrawnPage, noPreview, type PreviewResult } from "./preview-result.ts";

const entry = new URL("./drawing-process.ts", import.meta.url);
/** Whoever waits for text is served first: of two processes that want a processor, the one that draws gets a tenth. */
const lowPriority = 10;
/**
 * What glibc takes into account: without them each thread keeps what it has freed of pages' pixels, some 100 MB after a
 * few. What lies at the end is given back from 32 MB on; sooner costs a tenth more processor time.
 */
const memoryHabits = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: String(32 * 2 ** 20) };

/** What draws is native code, which a reader's permissions do not hold back: so it is a process for each file. */
function startChild({ heapMb, memoryMb, timeMs }: DrawingOrder["limits"]): ReaderProcess {
  const child = startReader(entry, {
    heapMb,
    args: [memoryMb, timeMs],
    nodeOptions: ["--max-semi-space-size=4", "--allow-addons"],
    environment: memoryHabits,
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, lowPriority);
  } catch {
    // It has ended already, which its exit tells.
  }
  return child;
}

/** SIGUSR2 and SIGXCPU come from guard-process.ts; V8 aborts when the heap is full. */
const resultOfExit = (code: number | null, signal: NodeJS.Signals | null): PreviewResult | null => {
  // Ended from outside (by an operator, or by a kernel short of memory), which says little about the file.
  if (signal === "SIGKILL" || neverStarted(code)) return null;
  if (signal === "SIGXCPU") return noPreview("timeout");
  const isMemory = signal === "SIGUSR2" || signal === "SIGABRT" || code === 134;
  return noPreview(isMemory ? "out-of-memory" : "broken", `drawing process ended: ${signal ?? code}`);
};

/** Answers whether the next page is to be drawn. */
type KeepPage = (page: DrawnPage) => Promise<boolean>;

/** Null where the process was killed from outside. */
async function drawOnce(
  order: DrawingOrder,
  keep: KeepPage,
  signal: AbortSignal,
): Promise<PreviewResult | null> {
  signal.throwIfAborted();
  const child = startChild(order.limits);
  const { promise, resolve, reject } = Promise.withResolvers<PreviewResult | null>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener("abort", giveUp, { once: true });
  let keeping = Promise.resolve();
  child.on("message", (message: DrawingMessage) => {
    if ("result" in message) return resolve(message.result);
    keeping = keep(message.drawn).then((wantsMore) => {
      if (wantsMore) child.send("next", () => {});
      else resolve(noPreview("too-large", "no room for more pictures"));
    }, reject);
  });
  child.on("exit", (code, signal) => resolve(resultOfExit(code, signal)));
  child.on("error", reject);
  child.send(order, (error) => {
    if (error) resolve(noPreview("broken", String(error)));
  });
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", giveUp);
    child.kill("SIGKILL");
    // Whoever goes on with the file begins after what is being kept.
    await keeping;
  }
}

/**
 * Draws one file in a process of its own, and in another where that was killed from outside, until the signal gives it up.
 * `keep` is given each page once. Always resolves, but for `keep`'s own errors and the signal's reason.
 */
export async function drawFile(
  order: DrawingOrder,
  keep: KeepPage,
  signal: AbortSignal,
): Promise<PreviewResult> {
  let lastPage = order.firstPage - 1;
  const keepNew: KeepPage = async (drawn) => {
    if (drawn.page <= lastPage) return true;
    lastPage = drawn.page;
    return keep(drawn);
  };
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const result = await drawOnce({ ...order, firstPage: lastPage + 1 }, keepNew, signal);
    if (result) return result;
  }
  return noPreview("out-of-memory", "drawing process was killed twice");
}
