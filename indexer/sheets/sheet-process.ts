import { defaultLimits } from "../extract/extract-result.ts";
import { startGuard } from "../extract/start-guard.ts";
import { readRows } from "./read-rows.ts";

/** The process that `read-sheet.ts` starts: reads the one workbook that it is told of, and answers with its rows or null. */
startGuard({ memoryMb: defaultLimits.memoryMb });

/** Not `exit`, which waits for reads that may never end. */
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

process.on("message", async (path: string) => {
  process.send?.(await readRows(path, defaultLimits).catch(() => null));
});
