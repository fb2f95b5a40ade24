import { scanEverything } from "../indexer/tasks/scan-forgotten-files.ts";
import { openForScript } from "./open-for-script.ts";
import { runScript, ScriptError } from "./run-script.ts";

await runScript(async (script) => {
  const ctx = await openForScript(script, "rescan", "reader");
  if (!ctx.config.scanner)
    throw new ScriptError("No scanner is set: CLAMAV_HOST and CLAMAV_PORT, or CLAMAV_SOCKET.");
  const count = await script.unlessStopped(scanEverything(ctx));
  console.log(`${count} files will be scanned again; the indexer is at it.`);
});
