import { runScript } from "../run-script.ts";
import { describeMachine } from "./machine.ts";
import { measureDownloads, measureInterference } from "./measure-downloads.ts";
import { measureList } from "./measure-list.ts";
import { measureMemory } from "./measure-memory.ts";
import { measureResumable } from "./measure-resumable.ts";
import { measureSearch } from "./measure-search.ts";
import { measureUploads } from "./measure-uploads.ts";
import { type Bench, type BenchServer, openBench } from "./open-bench.ts";
import { type GroupName, groupNames, readOptions } from "./options.ts";
import { printFigures, type Targets } from "./print-table.ts";

type Figures = Record<string, number>;

const targets: Targets = {
  "upload.ratio": { least: 0.65 },
  "upload.ratio4": { least: 0.65 },
  "tus.ratio": { least: 0.7 },
  "download.ratio": { least: 0.8 },
  "download.ratio4": { least: 0.8 },
  "interference.p99Ms": { most: 25 },
  "list.ratio": { least: 0.5 },
  "search.p99Ms": { most: 40 },
  "upload.memoryGrowthMb": { most: 100 },
};

const measurements: Record<GroupName, (bench: Bench, server: BenchServer) => Promise<Figures>> = {
  list: measureList,
  search: measureSearch,
  interference: measureInterference,
  download: measureDownloads,
  upload: measureUploads,
  tus: measureResumable,
  memory: measureMemory,
};

const measureAll = async (bench: Bench): Promise<Figures> => {
  const figures: Figures = {};
  for (const name of groupNames.filter((group) => bench.options.groups.includes(group))) {
    bench.say(`${name} …`);
    // Each group finds a server that has served nobody else.
    const server = await bench.startServer();
    try {
      Object.assign(figures, await measurements[name](bench, server));
    } finally {
      await server.stop();
    }
  }
  return figures;
};

await runScript(async (script) => {
  const options = readOptions();
  const machine = describeMachine();
  const figures = await script.unlessStopped(openBench(script, options).then((bench) => measureAll(bench)));
  printFigures(figures, { isJson: options.isJson, targets, machine });
});
