import { runScript } from "../../run-script.ts";
import { describeMachine } from "../machine.ts";
import { printFigures, type Targets } from "../print-table.ts";
import { curveFigures, measurePoint } from "./measure-curve.ts";
import { measureLibrary } from "./measure-library.ts";
import { measurePeers } from "./measure-peers.ts";
import { openSearchBench, seedResources } from "./open-search-bench.ts";
import { readOptions } from "./options.ts";

const targets: Targets = {
  "search.p50Ms": { most: 20 },
  "search.p99Ms": { most: 100 },
  "suggest.p99Ms": { most: 20 },
  "eventLoop.maxBlockMs": { most: 20 },
  "index.resourcesPerSecond": { least: 1000 },
  "search.memoryMb": { most: 300 },
  "growth.exponent": { most: 0.5 },
  "freshness.fieldsP95Ms": { most: 2000 },
  "freshness.textP95Ms": { most: 10_000 },
  "freshness.violations": { most: 0 },
};

await runScript(async (script) => {
  const options = readOptions();
  const machine = describeMachine();
  const measure = async (): Promise<Record<string, number>> => {
    const bench = await openSearchBench(script, options);
    const seedSeconds = await seedResources(bench, options.resources);
    const library = await measureLibrary(bench);
    const points = [library.point];
    for (const size of options.curve.filter((size) => size !== options.resources))
      points.push(await measurePoint(bench, size, options.resources));
    const peers = options.peers === null ? {} : await measurePeers(bench, options.peers);
    return {
      "library.seedSeconds": seedSeconds,
      ...library.figures,
      ...curveFigures(points),
      ...peers,
    };
  };
  // What failed is for whoever mends the measurement or the engine: with its causes, not in one sentence.
  const measured = measure().catch((cause: unknown) => {
    throw new Error("The measurement failed.", { cause });
  });
  const figures = await script.unlessStopped(measured);
  printFigures(figures, { isJson: options.isJson, targets, machine });
});
