import { cpus, loadavg, totalmem } from "node:os";
import { measureDownloads, measureInterference } from "./measure-downloads.ts";
import { measureList } from "./measure-list.ts";
import { measureMemory } from "./measure-memory.ts";
import { measureSearch } from "./measure-search.ts";
import { measureUploads } from "./measure-uploads.ts";
import { type Bench, type BenchServer, openBench } from "./open-bench.ts";
import { type GroupName, groupNames, readOptions } from "./options.ts";
import { printTable } from "./print-table.ts";

type Figures = Record<string, number>;

const measurements: Record<GroupName, (bench: Bench, server: BenchServer) => Promise<Figures>> = {
  list: measureList,
  search: measureSearch,
  interference: measureInterference,
  download: measureDownloads,
  upload: measureUploads,
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

const machine = () => ({
  cpu: cpus()[0]?.model ?? "unknown",
  cpus: cpus().length,
  memoryMb: Math.round(totalmem() / 1_000_000),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  // A busy machine spoils what follows, so the reader sees how busy it was.
  loadBefore: loadavg().map((load) => Math.round(load * 100) / 100),
});

const options = readOptions();
const before = machine();
const bench = await openBench(options);
try {
  const measured = await measureAll(bench);
  const figures = Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  );
  if (options.isJson) console.log(JSON.stringify({ figures, machine: before, at: new Date().toISOString() }));
  else printTable(figures, before);
} finally {
  await bench.close();
}
