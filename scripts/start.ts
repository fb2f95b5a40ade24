import { readConfig } from "../server/config.ts";
import { runAll } from "./run-all.ts";

await runAll(readConfig(), {});
