import { parseArgs } from "node:util";
import { runScript } from "../../run-script.ts";
import { describeMachine } from "../machine.ts";
import { openInstallation } from "../open-installation.ts";
import { printFigures, type Targets } from "../print-table.ts";
import { measureFeed } from "./measure-feed.ts";
import { measureMerge } from "./measure-merge.ts";
import { measurePull } from "./measure-pull.ts";
import { measureTable } from "./measure-table.ts";

const targets: Targets = {
  "merge.ms": { most: 5 },
  "pull.seconds": { most: 10 },
  "feed.changesPerSecond": { least: 5000 },
  "feed.growth": { most: 1.3 },
  "table.interactiveMs": { most: 300 },
  "table.fromListMs": { most: 300 },
};

const { values: options } = parseArgs({ options: { json: { type: "boolean", default: false } } });

await runScript(async (script) => {
  const machine = describeMachine();
  const measure = async () => ({
    ...measureMerge(),
    ...(await measureFeed(await openInstallation(script))),
    ...(await measurePull(await openInstallation(script))),
    ...(await measureTable(script, await openInstallation(script))),
  });
  printFigures(await script.unlessStopped(measure()), { isJson: options.json, targets, machine });
});
