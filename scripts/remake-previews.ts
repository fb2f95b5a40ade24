import { parseArgs } from "node:util";
import { readForgottenFiles } from "../indexer/tasks/read-forgotten-files.ts";
import { inTransaction } from "../server/db/transaction.ts";
import { forgetPreviews } from "../server/modules/resources/index.ts";
import { openForScript } from "./open-for-script.ts";
import { runScript } from "./run-script.ts";

const { values } = parseArgs({
  options: {
    all: { type: "boolean", default: false },
    /** Those made before it was kept where the words of a page stand. */
    "without-words": { type: "boolean", default: false },
  },
});
const which = values.all ? "all" : values["without-words"] ? "without-words" : "lacking";

await runScript(async (script) => {
  const ctx = await openForScript(script, "remake-previews", "reader");
  const count = await inTransaction(ctx, async (ctx) => {
    const forgotten = await forgetPreviews(ctx.db, which);
    await readForgottenFiles(ctx);
    return forgotten;
  });
  console.log(`Pictures of ${count} files will be made again; the indexer is at it.`);
});
