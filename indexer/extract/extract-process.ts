import type { ExtractInput } from "./extract-result.ts";
import { extractText } from "./extract-text.ts";
import { startGuard } from "./start-guard.ts";

/** The process that `extract-pool.ts` starts: takes one file at a time over its channel, answers with the result. */
startGuard({ memoryMb: Number(process.argv[2]) });

/** Not `exit`, which waits for reads that may never end. */
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
/** A signal to the whole process group is for the parent to act on: it drains, then closes us. */
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
/** Parsers leave rejections behind when a file is damaged; its result is already decided elsewhere. */
process.on("unhandledRejection", () => {});

/** An idle process keeps no more than this of what the last file left: there are several, and the next may wait long. */
const idleMb = 130;

process.on("message", async (input: ExtractInput) => {
  process.send?.(await extractText(input), () => {
    if (process.memoryUsage.rss() > idleMb * 2 ** 20) globalThis.gc?.();
  });
});
