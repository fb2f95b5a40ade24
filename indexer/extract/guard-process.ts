import { workerData } from "node:worker_threads";

/**
 * A thread beside the one that parses, which may be busy without a pause. Ends the process when it outgrows its
 * memory or its processor time, where that is limited, with a signal that tells the parent so, or when the parent is gone.
 */
const { memoryMb, parentId, processorMs } = workerData as {
  memoryMb: number;
  parentId: number;
  processorMs?: number;
};

const usedProcessorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

setInterval(() => {
  if (process.ppid !== parentId) process.kill(process.pid, "SIGKILL");
  if (process.memoryUsage.rss() > memoryMb * 2 ** 20) process.kill(process.pid, "SIGUSR2");
  if (processorMs && usedProcessorMs() > processorMs) process.kill(process.pid, "SIGXCPU");
}, 50);
