import { Worker } from "node:worker_threads";
import { defaultLimits } from "../extract/extract-result.ts";
import { readRows } from "./read-rows.ts";

/** The process that `read-sheet.ts` starts: reads the one workbook that it is told of, and answers with its rows or null. */
new Worker(new URL("../extract/guard-process.ts", import.meta.url), {
  workerData: { memoryMb: defaultLimits.memoryMb, parentId: process.ppid },
  resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 },
});

/** Not `exit`, which waits for reads that may never end. */
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

process.on("message", async (path: string) => {
  process.send?.(await readRows(path, defaultLimits).catch(() => null));
});
