import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runScript, ScriptError } from "./run-script.ts";
import { openServer } from "./sync/ask-server.ts";
import { fetchCalendars } from "./sync/fetch-calendars.ts";
import { fetchFiles } from "./sync/fetch-files.ts";
import { followFeed } from "./sync/follow-feed.ts";
import { openLocalCopy } from "./sync/local-copy.ts";

/** An example of a program that follows the change feed, as docs/sync.md describes it; it uses nothing but HTTP. */

const usage =
  "Usage: npm run sync -- --server URL (--key KEY | --key-file FILE) --folder DIR\n" +
  "         [--unit ID] [--files] [--page COUNT] [--patience SECONDS]\n" +
  "Brings a local copy of resources, plans and their calendars in step and ends; run it again whenever you like.";

const readArguments = () => {
  const text = { type: "string" } as const;
  const options = {
    server: text,
    key: text,
    "key-file": text,
    folder: text,
    unit: text,
    files: { type: "boolean", default: false },
    page: { type: "string", default: "500" },
    patience: { type: "string", default: "300" },
  } as const;
  try {
    const { values } = parseArgs({ options });
    const { server, folder } = values;
    const numbers = { page: Number(values.page), patience: Number(values.patience) };
    const areNumbers = Object.values(numbers).every((value) => value > 0);
    if (server && URL.canParse(server) && folder && (values.key || values["key-file"]) && areNumbers)
      return { ...values, ...numbers, server, folder };
  } catch {
    // An unknown option: the usage says which there are.
  }
  throw new ScriptError(usage);
};

await runScript(async (script) => {
  const options = readArguments();
  const key = options.key ?? (await readFile(options["key-file"] as string, "utf8")).trim();
  const server = openServer(options.server, key, { patienceMs: options.patience * 1000 });
  const copy = await openLocalCopy(options.folder);
  const work = async () => {
    const count = await followFeed(server, copy, { unit: options.unit, limit: options.page });
    await fetchCalendars(server, copy, options.unit);
    console.log(`${count} changes taken`);
    const missing = options.files ? await fetchFiles(server, copy) : 0;
    if (missing > 0) console.log(`${missing} files are not given out now; ask again later`);
  };
  await script.unlessStopped(work());
});
