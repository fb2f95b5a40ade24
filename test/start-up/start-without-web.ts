import { runAll } from "../../scripts/run-all.ts";
import { runScript } from "../../scripts/run-script.ts";
import { readConfig } from "../../server/config.ts";

/** `npm start` without building the web client, which takes long and is tested elsewhere. */
await runScript((script) => runAll(readConfig(), script, {}));
