import { parseArgs } from "node:util";
import { releaseWaitingFiles, scanEverything } from "../indexer/tasks/scan-forgotten-files.ts";
import { openForScript } from "./open-for-script.ts";
import { runScript, ScriptError } from "./run-script.ts";

const { values } = parseArgs({ options: { release: { type: "boolean", default: false } } });

await runScript(async (script) => {
  const ctx = await openForScript(script, "rescan", "reader");
  if (values.release) {
    if (ctx.config.scanner)
      throw new ScriptError(
        "A scanner is set, and what waits is for it to judge: take it out of the settings first.",
      );
    const count = await script.unlessStopped(releaseWaitingFiles(ctx));
    console.log(`${count} files that waited for a scanner are given unscanned from now on.`);
    return;
  }
  if (!ctx.config.scanner)
    throw new ScriptError("No scanner is set: CLAMAV_HOST and CLAMAV_PORT, or CLAMAV_SOCKET.");
  const count = await script.unlessStopped(scanEverything(ctx));
  console.log(`${count} files will be scanned again; the indexer is at it.`);
});
