import { createInterface } from "node:readline";
import type { ExtractInput } from "./extract-result.ts";
import { extractText } from "./extract-text.ts";
import { createHandOver } from "./hand-over.ts";
import { startGuard } from "./start-guard.ts";

/** The process that `extract-pool.ts` starts: takes one file at a time, a line each; answers through `hand-over.ts`. */
startGuard({ memoryMb: Number(process.argv[2]) });

/** A signal to the whole process group is for the parent to act on: it drains, then closes us. */
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
/** Parsers leave rejections behind when a file is damaged; its result is already decided elsewhere. */
process.on("unhandledRejection", () => {});

/** An idle process keeps no more than this of what the last file left: there are several, and the next may wait long. */
const idleMb = 130;
const handOver = createHandOver();

createInterface({ input: process.stdin })
  .on("line", async (line) => {
    const input: ExtractInput = JSON.parse(line);
    handOver.begin();
    handOver.end(await extractText(input, handOver));
    if (process.memoryUsage.rss() > idleMb * 2 ** 20) globalThis.gc?.();
  })
  /** The parent is gone. Not `exit`, which waits for reads that may never end. */
  .on("close", () => process.kill(process.pid, "SIGKILL"));
