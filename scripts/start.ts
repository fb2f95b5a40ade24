import { readConfig } from "../server/config.ts";
import { buildWebIfStale } from "./build-web.ts";
import { runAll } from "./run-all.ts";
import { runScript } from "./run-script.ts";

await runScript((script) => runAll(readConfig(), script, { build: buildWebIfStale }));
