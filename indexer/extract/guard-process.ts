import { workerData } from "node:worker_threads";

/**
 * A thread beside the one that parses, which may be busy without a pause. Ends the process when it outgrows its
 * memory, with a signal that tells the parent so, or when the parent is gone.
 */
const { memoryMb, parentId } = workerData as { memoryMb: number; parentId: number };

setInterval(() => {
  if (process.ppid !== parentId) process.kill(process.pid, "SIGKILL");
  if (process.memoryUsage.rss() > memoryMb * 2 ** 20) process.kill(process.pid, "SIGUSR2");
}, 50);
