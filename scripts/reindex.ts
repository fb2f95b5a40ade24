import { rebuildIndex } from "../indexer/tasks/rebuild-index.ts";
import { openForScript } from "./open-for-script.ts";
import { runScript } from "./run-script.ts";

await runScript(async (script) => {
  const ctx = await openForScript(script, "reindex", "writer");
  const count = await script.unlessStopped(
    rebuildIndex(ctx, (soFar) => console.log(`${soFar} resources in the new index`)),
  );
  console.log(`The new index has taken the old one's place, with ${count} resources.`);
});
