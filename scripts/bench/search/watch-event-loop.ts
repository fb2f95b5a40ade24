import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/** As finely as the timer behind it can look, in milliseconds; it is part of every delay that it reports. */
const resolutionMs = 1;
const nanosecondsPerMs = 1_000_000;

/** What the watched process answers to the message `{ watch: "end" }`. */
export interface EventLoopDelay {
  /** The longest time in which the main thread attended to nothing, whether it worked or the machine did not let it. */
  maxBlockMs: number;
  /** The longest time for which it worked without a pause, by its own processor clock. */
  maxBusyMs: number;
}

const isWatching = (message: unknown): message is { watch: "begin" | "end" } =>
  typeof message === "object" && message !== null && "watch" in message;

/** Loaded before a server (`--import`): between two messages it looks at the delay of the process's event loop. */
const watch = (): void => {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  let timer: NodeJS.Timeout | undefined;
  let maxBusyMs = 0;
  const begin = (): void => {
    delay.reset();
    delay.enable();
    maxBusyMs = 0;
    let last = process.threadCpuUsage();
    timer = setInterval(() => {
      const now = process.threadCpuUsage();
      maxBusyMs = Math.max(maxBusyMs, (now.user + now.system - last.user - last.system) / 1000);
      last = now;
    }, resolutionMs);
    timer.unref();
  };
  process.on("message", (message) => {
    if (!isWatching(message)) return;
    if (message.watch === "begin") return begin();
    delay.disable();
    clearInterval(timer);
    const answer: EventLoopDelay = {
      maxBlockMs: Math.max(0, delay.max / nanosecondsPerMs - resolutionMs),
      maxBusyMs,
    };
    process.send?.(answer);
  });
};

if (isMainThread) watch();
