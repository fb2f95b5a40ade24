import { Worker } from "node:worker_threads";

interface GuardLimits {
  memoryMb: number;
  processorMs?: number | undefined;
}

/** Not among Node's types yet. */
const permission = process.permission as unknown as { drop(scope: string): void };

/**
 * Starts the thread that watches over this process, and gives up the right to start another: a thread with options of its own
 * would be held to none of the permissions of its process. Called before a file is opened.
 */
export const startGuard = ({ memoryMb, processorMs }: GuardLimits): void => {
  new Worker(new URL("./guard-process.ts", import.meta.url), {
    workerData: { memoryMb, processorMs, parentId: process.ppid },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
  });
  permission.drop("worker");
};
