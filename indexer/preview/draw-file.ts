import { type ChildProcess, fork } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { Unavailable } from "../../server/errors.ts";
import type { DrawingMessage, DrawingOrder } from "./drawing-order.ts";
import { type DrawnPage, noPreview, type PreviewResult } from "./preview-result.ts";

const entry = fileURLToPath(new URL("./drawing-process.ts", import.meta.url));
/** Whoever waits for text is served first: of two processes that want a processor, the one that draws gets a tenth. */
const lowPriority = 10;
/** How many times its processor time a process that has to wait for its processor may take. */
const patience = 4;

/**
 * It gets no environment, and with it no secrets. It may read files, and neither write them nor start programs; but what
 * draws is native code, which that does not hold back: so it is a process, and one for each file.
 */
function startChild({ heapMb, memoryMb, timeMs }: DrawingOrder["limits"]): ChildProcess {
  const allowed = ["--permission", "--allow-fs-read=*", "--allow-worker", "--allow-addons"];
  const child = fork(entry, [String(memoryMb), String(timeMs)], {
    execArgv: [`--max-old-space-size=${heapMb}`, ...allowed],
    env: {},
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  try {
    if (child.pid !== undefined) setPriority(child.pid, lowPriority);
  } catch {
    // It has ended already, which its exit tells.
  }
  return child;
}

/** SIGUSR2 and SIGXCPU come from guard-process.ts; V8 aborts when the heap is full. */
const resultOfExit = (code: number | null, signal: NodeJS.Signals | null): PreviewResult => {
  // Ended from outside (by an operator, or by a kernel short of memory), which says little about the file.
  if (signal === "SIGKILL") throw new Unavailable("preview.killed", "A drawing process was killed.");
  if (signal === "SIGXCPU") return noPreview("timeout");
  const isMemory = signal === "SIGUSR2" || signal === "SIGABRT" || code === 134;
  return noPreview(isMemory ? "out-of-memory" : "broken", `drawing process ended: ${signal ?? code}`);
};

/**
 * Draws one file in a process of its own. `keep` is given each page, and answers whether the next is to be drawn. Always resolves,
 * but for `keep`'s own errors, the signal's reason, and Unavailable where the process was killed from outside.
 */
export async function drawFile(
  order: DrawingOrder,
  keep: (page: DrawnPage) => Promise<boolean>,
  signal: AbortSignal,
): Promise<PreviewResult> {
  signal.throwIfAborted();
  const child = startChild(order.limits);
  const { promise, resolve, reject } = Promise.withResolvers<PreviewResult>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener("abort", giveUp, { once: true });
  const timer = setTimeout(() => resolve(noPreview("timeout")), order.limits.timeMs * patience);
  child.on("message", (message: DrawingMessage) => {
    if ("result" in message) return resolve(message.result);
    keep(message.drawn).then((wantsMore) => {
      if (wantsMore) child.send("next", () => {});
      else resolve(noPreview("too-large", "no room for more pictures"));
    }, reject);
  });
  child.on("exit", (code, signal) => {
    try {
      resolve(resultOfExit(code, signal));
    } catch (error) {
      reject(error);
    }
  });
  child.on("error", reject);
  child.send(order, (error) => {
    if (error) resolve(noPreview("broken", String(error)));
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
    child.kill("SIGKILL");
  }
}
